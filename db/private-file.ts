import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../lib/errors.ts';

/**
 * Creates an empty file with mode 0600, and its folders. SQLite itself would create a file that
 * everybody may read. An existing file is not changed; this process must not have the file open
 * (`wal-mark.ts`).
 * @throws AppError DATABASE_UNAVAILABLE when the file can't be created
 */
export function createPrivateFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}
