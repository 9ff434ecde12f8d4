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
 * Puts a staged copy in the place of a database, whose claim the caller holds and which this process
 * does not have open. The old file is kept under another name, whole by itself. A process that is
 * killed at any point leaves the old market or the new one: the new file comes by one rename, and until
 * then the old one is in its place.
 *
 * @param mark the mark of the staged copy
 * @returns the name of what was there, or null when there was nothing
 * @throws AppError DATABASE_BUSY when another program is reading the database
 * @throws AppError DATABASE_UNAVAILABLE; the old database is in its place then
 */
export async function putInPlace(
  staged: string,
  mark: number,
  target: string,
): Promise<string | null> {
  try {
    await moveForeignLogAside(target);
    const there = sizeOf(target) > 0;
    if (there) await wholeByItself(target);
    const kept = there ? keep(target) : null;
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

/** The newest database that a restore has put aside, or null. What a killed restore left is none. */
export function newestBeforeRestore(target: string): string | null {
  const there = statSync(target, { throwIfNoEntry: false });
  for (const kept of listKept(target, 'before-restore')) {
    if (statSync(kept).ino !== there?.ino) return kept;
    // It is the database itself under a second name: the new one never came.
    rmSync(kept);
  }
  return null;
}

/** Has the log written into its file. Of a file that is spoiled the log is kept as it is, beside it. */
async function wholeByItself(file: string): Promise<void> {
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

function keep(file: string): string {
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
    // This file system has no second names for a file.
    const unfinished = `${other}.part`;
    copyFileSync(file, unfinished);
    syncFile(unfinished);
    renameSync(unfinished, other);
  }
}
