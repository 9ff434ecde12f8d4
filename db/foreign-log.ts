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

/** What is known of the log that lies beside a file. */
export type LogVerdict =
  /** There is none, or it is the file's. */
  | 'own'
  | 'foreign'
  /** The file has a mark and there is no `-mark` beside it: it was moved here, perhaps with its log. */
  | 'unknown';

/** Judges the log beside a file that this process does not have open. Nothing is written. */
export function judgeLog(file: string): LogVerdict {
  if (!sizeOf(`${file}-wal`)) return 'own';
  // SQLite would delete it.
  if (!sizeOf(file)) return 'foreign';
  const mark = markOf(file);
  const known = marksBeside(file);
  if (known) return known.includes(mark) ? 'own' : 'foreign';
  return mark === 0 ? 'own' : 'unknown';
}

/**
 * Moves the log beside a file to another name when it is not the file's. One that may be the file's is
 * tried on a copy first. Whoever calls holds the claim of the file (`claim.ts`), this process does not
 * have it open, and `adoptMark` follows before anything is written to it.
 *
 * @returns the name that a foreign log has now, or null when there was none
 * @throws AppError DATABASE_UNAVAILABLE when the folder can't be written to
 */
export async function moveForeignLogAside(file: string): Promise<string | null> {
  try {
    const verdict = judgeLog(file);
    if (verdict === 'own' || (verdict === 'unknown' && (await fits(file)))) return null;
    return moveLogAside(file);
  } catch (error) {
    throw inTrouble(error);
  }
}

/**
 * Takes a file over for a server, before anything of this process opens it: a log of another file is
 * moved aside, the file's own is written back, and the file has a mark that no copy of it has. The
 * caller holds the claim of the file. Of a libSQL server nothing is done.
 *
 * @returns the name that a foreign log has now, or null when there was none
 * @throws AppError DATABASE_UNAVAILABLE
 */
export async function takeOver(url: string): Promise<string | null> {
  const file = fileOf(url);
  if (file === null) return null;
  const aside = await moveForeignLogAside(file);
  if (sizeOf(file)) adoptMark(file);
  try {
    await renewMark(url);
  } catch (error) {
    // Another program is writing for longer than a start waits: the stop will renew the mark.
    if (asAppError(error)?.code !== 'DATABASE_BUSY') throw error;
  }
  return aside;
}

/**
 * Writes down that the log beside a file is of the mark that the file has, unless that is known.
 * @throws AppError DATABASE_UNAVAILABLE when the folder can't be written to
 */
export function adoptMark(file: string): void {
  try {
    if (!isSettled(file)) writeMarks(file, [markOf(file)]);
  } catch (error) {
    throw inTrouble(error);
  }
}

/** Whether it is known that the log of a file is its own. An older version's file has no mark, and needs none. */
export function isSettled(file: string): boolean {
  const known = marksBeside(file);
  const mark = sizeOf(file) ? markOf(file) : 0;
  return known ? known.includes(mark) : mark === 0;
}

/** Moves the log beside a file to another name. @returns that name */
export function moveLogAside(file: string): string {
  const aside = `${file}-wal.not-of-this-file-${stamp()}`;
  renameSync(`${file}-wal`, aside);
  rmSync(`${file}-shm`, { force: true });
  syncFolder(file);
  return aside;
}

function inTrouble(error: unknown): AppError {
  return asAppError(error) ?? new AppError('DATABASE_UNAVAILABLE', {}, error);
}

/** Tries on a copy whether a file is whole with the log beside it. */
async function fits(file: string): Promise<boolean> {
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
