import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { writeDurably } from './durable-file.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';

/*
 * Marks tell which log belongs to which file. SQLite writes the newest changes to `market.db-wal`,
 * and takes any file of that name for the log of `market.db`. When somebody copies a backup over
 * `market.db` after a crash, SQLite writes the log of the old file into the backup and damages it.
 *
 * The mark of a file is a random number in its `user_version`, bytes 60 to 63. `market.db-mark`
 * lists the marks whose log may lie beside the file. A server changes the mark at each start and
 * each stop. A backup gets a mark of its own.
 *
 * A file with another mark is noticed: a backup made by `market backup`, a copy kept before an
 * update or a restore, a copy of `market.db` made while no server ran or during an earlier run. One
 * case is not noticed: another program copies `market.db` while the server runs, and the copy is
 * put back after a crash of the same run. The mark of that copy is the same.
 *
 * POSIX drops all locks of a process on a file when the process closes any descriptor of the file.
 * So the functions here that read the file directly must not run while SQLite has it open in this
 * process.
 */

/** A short wait for a lock, because a stop of the server must not take long. */
const LOCK_WAIT_MS = 2_000;

/**
 * Writes the log into the file and gives the file a new mark. A server does this before its first
 * write and after its last write. If the process is killed between two steps, `-mark` still names
 * the mark of the file.
 *
 * @param url a file whose mark is known (`isSettled`); for a libSQL server this does nothing
 * @returns false when another program was reading, so that the log is not in the file
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function renewMark(url: string): Promise<boolean> {
  const file = fileOf(url);
  if (file === null || !sizeOf(file)) return false;
  const database = openDatabase({ url, mode: 'rw', lockWaitMs: LOCK_WAIT_MS });
  try {
    if (!(await emptyLog(database))) return false;
    const { user_version: old } = await database.orm.get<{ user_version: number }>(
      sql`pragma user_version`,
    );
    const fresh = newMark();
    // From here on, the new mark may be in the log or in the file, so both marks are valid.
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

/** A random mark. Never 0, because 0 means that a file has no mark. */
export function newMark(): number {
  return randomInt(1, 2 ** 31);
}

/** Writes a mark into a database that is open. */
export async function setMark(database: Database, mark: number): Promise<void> {
  await database.orm.run(sql.raw(`pragma user_version = ${mark}`));
}

/** The mark of a file, or 0 without one. This process must not have the file open. */
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

/** Writes to `-mark` the marks whose log may lie beside a file. */
export function writeMarks(file: string, marks: number[]): void {
  writeDurably(`${file}-mark`, `${marks.join(' ')}\n`);
}

/** Writes the whole log into the file. @returns false when another program was reading */
export async function emptyLog({ orm }: Database): Promise<boolean> {
  const { busy } = await orm.get<{ busy: number }>(sql`pragma wal_checkpoint(TRUNCATE)`);
  return busy === 0;
}

/** The marks whose log may lie beside a file, or null when `-mark` is missing or unreadable. */
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
