import { rmSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { newMark, setMark } from './wal-mark.ts';

/**
 * Copies a database, as it is at one moment, into one new file that only its owner may read, with a
 * mark of its own (`wal-mark.ts`). A server may go on writing meanwhile; nothing is written to its
 * files.
 *
 * @param url `file:…`
 * @param file where to; must not be there yet
 * @throws AppError DATABASE_UNAVAILABLE when there is no such database, or no room for the copy
 * @throws the system's error (EEXIST, ENOENT, …) when there can be no such file
 */
export async function backUp(url: string, file: string): Promise<void> {
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  try {
    const database = openDatabase({ url, mode: 'rw', checkpoints: false });
    try {
      await database.orm.run(sql`vacuum into ${file}`);
    } finally {
      database.close();
    }
    const copy = openDatabase({ url: `file:${file}`, mode: 'rw', plain: true });
    try {
      await setMark(copy, newMark());
    } finally {
      copy.close();
    }
    await collectClosedConnections(file);
  } catch (error) {
    rmSync(file);
    rmSync(`${file}-journal`, { force: true });
    throw error;
  }
}
