import { bcryptPool } from './pool.ts';
import { isSafeForBcrypt } from './readable.ts';

/** 2^12 rounds, the same as in the old system. */
const COST = 12;

// A hash of no password. Comparing with it takes the same time as with the hash of an account.
const DECOY = '$2b$12$nJYa9BT.cKOKDpmB1uFBoeRJV1mM1IkWOW82GoM3xBcIvU4irIOMm';

/**
 * Hashes a password.
 * @param password a password that `lib/people/users/validation.ts` has accepted
 * @returns a bcrypt hash of 60 characters
 * @throws AppError BUSY when the queue is full
 */
export async function hashPassword(password: string): Promise<string> {
  return String(await bcryptPool().run({ password, cost: COST }));
}

/**
 * Whether the password is exactly the hashed password. Takes the same time when `hash` is null.
 * @param hash a bcrypt hash, or null when there is no account or no password
 * @throws AppError BUSY when the queue is full
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const same = await bcryptPool().run({ password, hash: hash ?? DECOY });
  return same === true && hash !== null && isSafeForBcrypt(password);
}
