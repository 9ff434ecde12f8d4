import { AppError } from '../../errors.ts';
import { lookAlikeKey } from '../../text.ts';
import { passwordMatches } from '../passwords/bcrypt.ts';
import { getCredentials } from '../users/queries.ts';
import { knownDevice } from './known-device.ts';
import { countAttempt } from './throttle.ts';

/**
 * The member whose username and password these are, and the hash that the password was compared with.
 * @param address the client's address, for the limits on wrong attempts
 * @param device what its device says of itself, for the same
 * @throws AppError WRONG_CREDENTIALS, after the same time whether or not the username exists
 * @throws AppError TOO_MANY_ATTEMPTS, BUSY
 */
export async function authenticate(
  { username, password }: { username: string; password: string },
  address: string,
  device?: string,
): Promise<{ userId: number; passwordHash: string }> {
  const key = lookAlikeKey(username);
  const credentials = await getCredentials(key);
  const known = credentials && knownDevice(device, credentials.userId);
  const takeBack = await countAttempt(key, address, known);
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
