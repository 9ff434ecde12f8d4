import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { AppError, asAppError } from '../lib/errors.ts';
import { openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { syncFolder } from './durable-file.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { stamp } from './stamp.ts';
import { markOf, marksBeside, renewMark, writeMarks } from './wal-mark.ts';

/** Whether the log beside a file belongs to the file. */
export type LogVerdict =
  /** The log belongs to the file, or there is no log. */
  | 'own'
  | 'foreign'
  /**
   * The file has a mark, but `-mark` is missing: somebody moved the file here, perhaps with its
   * log.
   */
  | 'unknown';

/** Judges the log beside a file. Writes nothing. This process must not have the file open. */
export function judgeLog(file: string): LogVerdict {
  if (!sizeOf(`${file}-wal`)) return 'own';
  // SQLite would delete a log whose file is missing or empty.
  if (!sizeOf(file)) return 'foreign';
  const mark = markOf(file);
  const known = marksBeside(file);
  if (known) return known.includes(mark) ? 'own' : 'foreign';
  return mark === 0 ? 'own' : 'unknown';
}

/**
 * Renames the log beside a file when the log belongs to another file. When the owner of the log is
 * unknown, the log is first tried on a copy. The caller holds the claim of the file (`claim.ts`),
 * does not have the file open, and calls `adoptMark` before anything is written to the file.
 *
 * @returns the new path of a foreign log, or null when there was none
 * @throws AppError DATABASE_UNAVAILABLE when the folder is not writable
 */
export async function moveForeignLogAside(file: string): Promise<string | null> {
  try {
    const verdict = judgeLog(file);
    if (verdict === 'own' || (verdict === 'unknown' && (await isWholeWithLog(file)))) return null;
    return moveLogAside(file);
  } catch (error) {
    throw asUnavailable(error);
  }
}

/**
 * Takes a file over for a server, before this process opens the file. Renames a log of another
 * file, writes the file's own log into the file, and gives the file a mark that no copy has. The
 * caller holds the claim of the file. For a libSQL server this does nothing.
 *
 * @returns the new path of a foreign log, or null when there was none
 * @throws AppError DATABASE_UNAVAILABLE when the file or its folder can't be used
 */
export async function takeOver(url: string): Promise<string | null> {
  const file = fileOf(url);
  if (file === null) return null;
  const aside = await moveForeignLogAside(file);
  if (sizeOf(file)) adoptMark(file);
  try {
    await renewMark(url);
  } catch (error) {
    // Another program holds the lock for too long. The old mark is still right; the stop renews it.
    if (asAppError(error)?.code !== 'DATABASE_BUSY') throw error;
  }
  return aside;
}

/**
 * Writes the file's mark to `-mark`, unless `-mark` names the mark already. A log beside the file
 * then belongs to the file.
 * @throws AppError DATABASE_UNAVAILABLE when the folder is not writable
 */
export function adoptMark(file: string): void {
  try {
    if (!isSettled(file)) writeMarks(file, [markOf(file)]);
  } catch (error) {
    throw asUnavailable(error);
  }
}

/**
 * Whether a log beside a file is known to belong to the file. True also for a file of a version
 * without marks.
 */
export function isSettled(file: string): boolean {
  const known = marksBeside(file);
  const mark = sizeOf(file) ? markOf(file) : 0;
  return known ? known.includes(mark) : mark === 0;
}

/** Renames the log beside a file. @returns the log's new path */
function moveLogAside(file: string): string {
  const aside = `${file}-wal.not-of-this-file-${stamp()}`;
  renameSync(`${file}-wal`, aside);
  rmSync(`${file}-shm`, { force: true });
  syncFolder(file);
  return aside;
}

function asUnavailable(error: unknown): AppError {
  return asAppError(error) ?? new AppError('DATABASE_UNAVAILABLE', {}, error);
}

/** Whether a copy of a file, opened with a copy of the log, passes SQLite's integrity check. */
async function isWholeWithLog(file: string): Promise<boolean> {
  const folder = mkdtempSync(`${file}-trial-`);
  try {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    copyFileSync(`${file}-wal`, `${copy}-wal`);
    const database = openDatabase({ url: `file:${copy}`, mode: 'rw' });
    try {
      const rows = await database.orm.all<{ integrity_check: string }>(sql`pragma integrity_check`);
      return rows.length === 1 && rows[0]?.integrity_check === 'ok';
    } catch {
      return false;
    } finally {
      database.close();
      await collectClosedConnections(copy);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
