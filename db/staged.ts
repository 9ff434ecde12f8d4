import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sql } from 'drizzle-orm';
import { AppError, asAppError } from '../lib/errors.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { type Damage, findDamage } from './damage.ts';
import { syncFile } from './durable-file.ts';
import { type Found, lookAtDatabase } from './existing.ts';
import { sizeOf } from './file-size.ts';
import { adoptMark, moveForeignLogAside } from './foreign-log.ts';
import { emptyLog, newMark, setMark } from './wal-mark.ts';

/** A copy of a backup. It lies beside the database that it will replace. */
export type Staged = { file: string; found: Found; damage: Damage[] };

const SUFFIXES = ['', '-wal', '-shm', '-mark'];

/**
 * Copies a backup beside a database, and checks the copy for damage. A log that belongs to the
 * backup is copied too. Copies of earlier, killed restores are removed.
 *
 * @param source the path of the backup
 * @param target the path of the database, whose claim the caller holds
 * @throws AppError NOT_A_MARKET, DATABASE_IS_NEWER, DATABASE_MISSING; the copy is then removed
 * @throws AppError DATABASE_UNAVAILABLE when the backup can't be read or the disk has no room
 */
export async function stageCopy(source: string, target: string): Promise<Staged> {
  removeStaged(target);
  const file = `${target}.restoring`;
  try {
    for (const end of SUFFIXES.filter((end) => end !== '-shm' && existsSync(source + end))) {
      copyFileSync(source + end, file + end);
      chmodSync(file + end, 0o600);
    }
    if (sizeOf(file)) {
      await moveForeignLogAside(file);
      adoptMark(file);
    }
    const found = await lookAtDatabase({ url: `file:${file}` });
    return { file, found, damage: await damageOf(file) };
  } catch (error) {
    removeStaged(target);
    const known = asAppError(error);
    // The reader of the message knows the backup, not the copy.
    if (known) throw new AppError(known.code, { ...known.details, file: source }, known.cause);
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}

/**
 * Makes a staged copy ready to be renamed. Deletes all sessions, because a session that ended after
 * the backup would be valid again. Gives the copy its own mark, and flushes it to the disk as one
 * file.
 *
 * @param file the path of the copy
 * @param database the open copy, with this version's tables; this function closes it
 * @returns the mark
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function sealStaged(file: string, database: Database): Promise<number> {
  const mark = newMark();
  try {
    await database.write([sql`delete from sessions`]);
    await setMark(database, mark);
    if (!(await emptyLog(database))) throw new AppError('DATABASE_BUSY');
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
  for (const end of SUFFIXES.slice(1)) rmSync(file + end, { force: true });
  syncFile(file);
  return mark;
}

/** Removes the staged copies beside a database. @param target the path of the database */
export function removeStaged(target: string): void {
  const prefix = `${basename(target)}.restoring`;
  for (const name of readdirSync(dirname(target))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(target), name), { recursive: true });
  }
}

async function damageOf(file: string): Promise<Damage[]> {
  const database = openDatabase({ url: `file:${file}`, mode: 'rw' });
  try {
    return await findDamage(database);
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
}
