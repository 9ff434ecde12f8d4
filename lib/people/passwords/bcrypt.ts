import { bcryptPool } from './pool.ts';
import { isSafeForBcrypt } from './readable.ts';

/** 2^12 rounds, as the accounts of the old system have. */
const COST = 12;

// Nobody's password. Compared against when there is no account, so that both answers take as long.
const DECOY = '$2b$12$nJYa9BT.cKOKDpmB1uFBoeRJV1mM1IkWOW82GoM3xBcIvU4irIOMm';

/**
 * Hashes a password that `lib/people/users/validation.ts` has accepted.
 * @returns 60 characters of bcrypt
 * @throws AppError BUSY when too many are waiting already
 */
export async function hashPassword(password: string): Promise<string> {
  return String(await bcryptPool().run({ password, cost: COST }));
}

/**
 * Whether the password is the one that was hashed, to the letter. Takes the same time when there is
 * no hash.
 * @throws AppError BUSY when too many are waiting already
 */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const same = await bcryptPool().run({ password, hash: hash ?? DECOY });
  return same === true && hash !== null && isSafeForBcrypt(password);
}
