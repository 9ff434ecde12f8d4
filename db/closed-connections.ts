import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the garbage is collected at most. In 900 tries, three times more than once were enough. */
const MOST_ROUNDS = 6;

/**
 * Ends connections that were closed. The driver keeps a closed connection open until its statements
 * have been collected: until then it holds its locks, its log stays beside the file, and if it could
 * only read, SQLite takes the file for read-only in the whole process. So the garbage is collected,
 * again while SQLite's own files are still beside the file: one collection does not find all of it.
 *
 * @param file the database's; another process that has it open makes this take a tenth of a second.
 *   Null for one collection, whatever it finds: in a server that has the file open again already
 */
export async function collectClosedConnections(file: string | null): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    collect();
    await setImmediate();
    if (file === null || !existsSync(`${file}-shm`)) return;
  }
}
