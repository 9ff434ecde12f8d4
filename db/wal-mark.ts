import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { writeDurably } from './durable-file.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';

/*
 * Whose log it is. SQLite writes the newest changes into `market.db-wal`, and takes whatever lies
 * there for the log of `market.db`: when a backup is copied over the file after a crash, the log of
 * the other file is written into it, and it is spoiled.
 *
 * So the file has a mark: a random number in its `user_version`, bytes 60 to 63. The marks whose log
 * may lie beside it are in `market.db-mark`. The mark changes at each start and each stop of a server,
 * and a backup has another than the file it was taken from.
 *
 * Noticed is every file with another mark: one made by `market backup`, one that was kept before an
 * update or a restore, a copy of `market.db` made while no server ran or in an earlier run. Not
 * noticed is a copy of `market.db` that another program made while the server ran, when it is put
 * back after a crash of that same run: its mark is the same.
 *
 * POSIX drops the locks of a process on a file when the process closes any descriptor of it. Nothing
 * here that reads the file by itself may be called while this process has it open with SQLite.
 */

/** How long a change of the mark waits for a lock, in milliseconds: a stop is not to wait for long. */
const PATIENCE = 2_000;

/**
 * Writes the log back into the file and gives the file another mark: at the start of a server before
 * it writes, and after its last write. A process that ends amid it leaves a file and a log that belong
 * together by what is written beside them.
 *
 * @param url of a settled file; of a libSQL server nothing is done
 * @returns false when another program was reading, and the mark is as it was
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function renewMark(url: string): Promise<boolean> {
  const file = fileOf(url);
  if (file === null || !sizeOf(file)) return false;
  const database = openDatabase({ url, mode: 'rw', patience: PATIENCE });
  try {
    if (!(await emptyLog(database))) return false;
    const { user_version: old } = await database.orm.get<{ user_version: number }>(
      sql`pragma user_version`,
    );
    const fresh = newMark();
    // From here to the end both are right: the log may hold the new mark and the file the old one.
    writeMarks(file, [old, fresh]);
    await setMark(database, fresh);
    if (!(await emptyLog(database))) return false;
    writeMarks(file, [fresh]);
    return true;
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
}

/** A mark that no other file has: never 0, which stands for none. */
export function newMark(): number {
  return randomInt(1, 2 ** 31);
}

/** Writes a mark into a database that is open. */
export async function setMark(database: Database, mark: number): Promise<void> {
  await database.orm.run(sql.raw(`pragma user_version = ${mark}`));
}

/** The mark of a file that this process does not have open; 0 when it has none. */
export function markOf(file: string): number {
  const bytes = Buffer.alloc(4);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, bytes, 0, 4, 60);
  } finally {
    closeSync(descriptor);
  }
  return bytes.readInt32BE();
}

/** Writes down whose logs may lie beside a file. */
export function writeMarks(file: string, marks: number[]): void {
  writeDurably(`${file}-mark`, `${marks.join(' ')}\n`);
}

/** Has all of the log written into the file. @returns false when another program was reading */
export async function emptyLog({ orm }: Database): Promise<boolean> {
  const { busy } = await orm.get<{ busy: number }>(sql`pragma wal_checkpoint(TRUNCATE)`);
  return busy === 0;
}

/** Whose logs may lie beside a file, or null when nothing is written down of it. */
export function marksBeside(file: string): number[] | null {
  let text: string;
  try {
    text = readFileSync(`${file}-mark`, 'utf8');
  } catch {
    return null;
  }
  const marks = text.trim().split(' ').map(Number);
  return marks.every(Number.isInteger) ? marks : null;
}
