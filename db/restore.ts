import { copyFileSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { AppError, asAppError } from '../lib/errors.ts';
import { openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { syncFile, syncFolder } from './durable-file.ts';
import { sizeOf } from './file-size.ts';
import { moveForeignLogAside } from './foreign-log.ts';
import { keptName, listKept, restrictToOwner } from './kept-copies.ts';
import { emptyLog, markOf, writeMarks } from './wal-mark.ts';

/**
 * Replaces a database by a staged copy. The caller holds the claim of the database, and does not
 * have it open. The old file is kept under another name, with its log written into it. One rename
 * puts the new file in place, so a process that is killed leaves the old market or the new market.
 *
 * @param staged the path of the copy
 * @param mark the mark of the copy
 * @param target the path of the database
 * @returns the path of the old file, or null when there was no old file
 * @throws AppError DATABASE_BUSY when another program is reading the database
 * @throws AppError DATABASE_UNAVAILABLE; the old database is then still in its place
 */
export async function putInPlace(
  staged: string,
  mark: number,
  target: string,
): Promise<string | null> {
  try {
    await moveForeignLogAside(target);
    const there = sizeOf(target) > 0;
    if (there) await writeLogBack(target);
    const kept = there ? keepOldFile(target) : null;
    writeMarks(target, there ? [markOf(target), mark] : [mark]);
    for (const end of ['-wal', '-shm']) rmSync(target + end, { force: true });
    renameSync(staged, target);
    syncFolder(target);
    writeMarks(target, [mark]);
    restrictToOwner(target);
    return kept;
  } catch (error) {
    throw asAppError(error) ?? new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}

/**
 * The path of the newest database that a restore has replaced, or null. Removes what a killed
 * restore left behind.
 */
export function newestBeforeRestore(target: string): string | null {
  const there = statSync(target, { throwIfNoEntry: false });
  for (const kept of listKept(target, 'before-restore')) {
    if (statSync(kept).ino !== there?.ino) return kept;
    // This is a second name of the present database: a restore was killed before its rename.
    rmSync(kept);
  }
  return null;
}

/** Writes the log into its file. When the file is damaged, the log stays beside the file. */
async function writeLogBack(file: string): Promise<void> {
  try {
    const database = openDatabase({ url: `file:${file}`, mode: 'rw' });
    try {
      if (!(await emptyLog(database))) throw new AppError('DATABASE_BUSY');
    } finally {
      database.close();
      await collectClosedConnections(file);
    }
  } catch (error) {
    if (asAppError(error)?.code !== 'DATABASE_UNAVAILABLE') throw error;
  }
}

function keepOldFile(file: string): string {
  const kept = keptName(file, 'before-restore');
  const log = sizeOf(`${file}-wal`) > 0;
  if (log) linkOrCopy(`${file}-wal`, `${kept}-wal`);
  linkOrCopy(file, kept);
  syncFolder(file);
  return kept;
}

function linkOrCopy(file: string, other: string): void {
  try {
    linkSync(file, other);
  } catch {
    // This file system has no hard links.
    const unfinished = `${other}.part`;
    copyFileSync(file, unfinished);
    syncFile(unfinished);
    renameSync(unfinished, other);
  }
}
