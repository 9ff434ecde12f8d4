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

/** A copy of a backup, beside the database that it is to take the place of. */
export type Staged = { file: string; found: Found; damage: Damage[] };

const ENDS = ['', '-wal', '-shm', '-mark'];

/**
 * Copies a backup beside a database, and looks whether it is whole. A log that lies beside the backup
 * and belongs to it is taken along. Copies that earlier, killed attempts left are removed.
 *
 * @param target the database's file, whose claim the caller holds
 * @throws AppError NOT_A_MARKET, DATABASE_IS_NEWER; nothing is left behind then
 * @throws AppError DATABASE_UNAVAILABLE when the backup can't be read or there is no room for it
 */
export async function stageCopy(source: string, target: string): Promise<Staged> {
  removeStaged(target);
  const file = `${target}.restoring`;
  try {
    for (const end of ENDS.filter((end) => end !== '-shm' && existsSync(source + end))) {
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
    // The backup is what the reader knows, not its copy.
    if (known) throw new AppError(known.code, { ...known.details, file: source }, known.cause);
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}

/**
 * Makes a staged copy ready to be renamed: logs everybody out, since a session that was ended after
 * the backup would be alive again, gives it a mark of its own, and makes it one durable file.
 *
 * @param database the copy, open and of this version; it is closed
 * @returns its mark
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
  for (const end of ENDS.slice(1)) rmSync(file + end, { force: true });
  syncFile(file);
  return mark;
}

/** Removes what was staged beside a database. */
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
