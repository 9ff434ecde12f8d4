import { AppError } from '../../errors.ts';
import { lookAlikeKey } from '../../text.ts';
import { passwordMatches } from '../passwords/bcrypt.ts';
import { getCredentials } from '../users/queries.ts';
import { knownDevice } from './known-device.ts';
import { countAttempt } from './throttle.ts';

/**
 * Checks a username and a password.
 * @param address the client's address, for the limits on wrong attempts
 * @param device the value of the device cookie, for the same limits
 * @returns the id of the member, and the hash that the password was compared with
 * @throws AppError WRONG_CREDENTIALS; the time does not show whether the username exists
 * @throws AppError TOO_MANY_ATTEMPTS, BUSY
 */
export async function authenticate(
  { username, password }: { username: string; password: string },
  address: string,
  device?: string,
): Promise<{ userId: number; passwordHash: string }> {
  const key = lookAlikeKey(username);
  const credentials = await getCredentials(key);
  const deviceId = credentials && knownDevice(device, credentials.userId);
  const takeBack = await countAttempt(key, address, deviceId);
  let matches: boolean;
  try {
    matches = await passwordMatches(password, credentials?.passwordHash ?? null);
  } catch (error) {
    await takeBack();
    throw error;
  }
  const { userId, passwordHash } = credentials ?? {};
  if (!userId || !passwordHash || !matches) throw new AppError('WRONG_CREDENTIALS');
  await takeBack();
  return { userId, passwordHash };
}
