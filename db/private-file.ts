import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '../lib/errors.ts';

/**
 * Makes an empty file that only its owner may read, and the folders to it. SQLite would make it for
 * everybody. One that is there stays; it must not be open in this process (`wal-mark.ts`).
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function createPrivateFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}
