import { cookies } from 'next/headers';
import { AppError, asAppError } from '../../errors.ts';
import { authenticate } from '../../people/login/authenticate.ts';
import type { Member } from '../../people/users/queries.ts';
import { clientAddress, isHttps } from '../http/client.ts';
import { deviceCookieName } from './cookie.ts';

/**
 * Asks once more whether it is the member, by their password, with the limits of a login.
 * @returns the hash that the password was compared with
 * @throws AppError WRONG_PASSWORD, TOO_MANY_ATTEMPTS, BUSY
 */
export async function confirmPassword({ username }: Member, password: string): Promise<string> {
  const device = (await cookies()).get(deviceCookieName(await isHttps()))?.value;
  try {
    const found = await authenticate({ username, password }, await clientAddress(), device);
    return found.passwordHash;
  } catch (error) {
    if (asAppError(error)?.code === 'WRONG_CREDENTIALS') throw new AppError('WRONG_PASSWORD');
    throw error;
  }
}
