import { cookies } from 'next/headers';
import { AppError, asAppError } from '../../errors.ts';
import { authenticate } from '../../people/login/authenticate.ts';
import type { Member } from '../../people/users/queries.ts';
import { clientAddress, isHttps } from '../http/client.ts';
import { deviceCookieName } from './cookie.ts';

/**
 * Checks the password of a member who is logged in. The limits of a login apply.
 * @returns the stored bcrypt hash that the password matches
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
