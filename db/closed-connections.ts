import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The most collections in one call. Of 900 tries, three needed more than one collection. */
const MAX_ROUNDS = 6;

/**
 * Makes the driver give back the files of closed connections, by running V8's garbage collector.
 *
 * The driver (libsql 0.5) has no call that finalizes a prepared statement. SQLite keeps a closed
 * connection open while one of its statements exists, so its files stay open until V8 has collected
 * the statements. Until then the connection has three effects: `-wal` and `-shm` stay beside the
 * file, its locks stay, and after a read-only open the whole process can't write to the file.
 * Decision 18 lists the alternatives that were tried.
 *
 * @param file the database's path. The collection is repeated while `-shm` exists, six times at
 *   most, because one collection may miss statements. If another process has the file open, this
 *   takes a tenth of a second. Null collects once: for a server that has opened the file again
 */
export async function collectClosedConnections(file: string | null): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let round = 1; round <= MAX_ROUNDS; round += 1) {
    collect();
    await setImmediate();
    if (file === null || !existsSync(`${file}-shm`)) return;
  }
}
