import { AppError, asAppError } from './errors.ts';
import { authenticate } from './login/authenticate.ts';
import { clientAddress } from './request.ts';
import type { Member } from './users/queries.ts';

/**
 * Asks once more whether it is the member, by their password, with the limits of a login.
 * @throws AppError WRONG_PASSWORD, TOO_MANY_ATTEMPTS, BUSY
 */
export async function confirmPassword({ username }: Member, password: string): Promise<void> {
  try {
    await authenticate({ username, password }, await clientAddress());
  } catch (error) {
    if (asAppError(error)?.code === 'WRONG_CREDENTIALS') throw new AppError('WRONG_PASSWORD');
    throw error;
  }
}
