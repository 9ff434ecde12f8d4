import { statSync } from 'node:fs';
import { AppError } from '../lib/errors.ts';

/**
 * How many bytes a file has; 0 when it is not there. The file is not opened.
 * @throws AppError DATABASE_UNAVAILABLE when nobody may look
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
