import { statSync } from 'node:fs';
import { AppError } from '../lib/errors.ts';

/**
 * The size of a file in bytes; 0 when the file does not exist. Does not open the file.
 * @throws AppError DATABASE_UNAVAILABLE when the system refuses to tell
 */
export function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 0;
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}
