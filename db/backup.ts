import { rmSync, writeFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { newMark, setMark } from './wal-mark.ts';

/**
 * Copies a database into one new file. The copy shows the database at one moment, has its own mark
 * (`wal-mark.ts`), and only its owner may read it. A server may write during the copy. The files of
 * the database are not changed.
 *
 * @param url the database, as `file:…`
 * @param file the path of the copy; this file must not exist
 * @throws AppError DATABASE_UNAVAILABLE when the database is missing or the disk has no room
 * @throws the system's error (EEXIST, ENOENT, …) when the file can't be created
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
