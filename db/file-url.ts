import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The file that a database's URL names, as an absolute path, or null when it names a libSQL server.
 * What follows `file:` is a path, to the letter: nothing in it is an escape. A link is followed, since
 * SQLite keeps the log beside the file that it leads to.
 */
export function fileOf(url: string): string | null {
  if (!url.startsWith('file:')) return null;
  const file = resolve(url.slice('file:'.length));
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Whether a file is only looked at, must be there, or is made when it is missing. */
export type FileMode = 'ro' | 'rw' | 'rwc';

/**
 * How SQLite is told of a file, in a URI of its own: to go to it by the operating system's way.
 *
 * The driver's own way is a layer for encrypted files, which takes a read that failed for one that
 * succeeded (utelle/SQLite3MultipleCiphers#272): with a bad disk, whatever was in the buffer became a
 * page of the database and was written back.
 */
export function sqliteUri(file: string, mode: FileMode, immutable = false): string {
  const layer = process.platform === 'win32' ? 'win32' : 'unix';
  const path = file.replaceAll('%', '%25').replaceAll('?', '%3F').replaceAll('#', '%23');
  return `file:${path}?vfs=${layer}&mode=${mode}${immutable ? '&immutable=1' : ''}`;
}
