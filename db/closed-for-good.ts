import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Ends connections that were closed. The driver keeps a closed connection open until its statements
 * have been collected: until then it holds its locks, its log stays beside the file, and if it could
 * only read, SQLite takes the file for read-only in the whole process. So the garbage is collected.
 */
export async function closedForGood(): Promise<void> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await setImmediate();
}
