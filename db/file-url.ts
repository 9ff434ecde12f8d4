import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The absolute path of the file that a database's URL names, or null for a libSQL server. The text
 * after `file:` is a plain path: `%20` is not a space. Symbolic links are resolved, because SQLite
 * keeps the log beside the real file.
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

/** `ro` reads only, `rw` needs an existing file, `rwc` creates a missing file. */
export type FileMode = 'ro' | 'rw' | 'rwc';

/**
 * The URI with which SQLite opens a file. It chooses the file layer (`vfs`) of the operating
 * system.
 *
 * The driver's default layer, for encrypted files, takes a failed read for a success
 * (utelle/SQLite3MultipleCiphers#272). With a bad disk, random bytes of memory then became a page
 * of the database and were written back.
 *
 * @param file an absolute path
 */
export function sqliteUri(file: string, mode: FileMode, immutable = false): string {
  const layer = process.platform === 'win32' ? 'win32' : 'unix';
  const path = file.replaceAll('%', '%25').replaceAll('?', '%3F').replaceAll('#', '%23');
  return `file:${path}?vfs=${layer}&mode=${mode}${immutable ? '&immutable=1' : ''}`;
}
