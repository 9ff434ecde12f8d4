import { createHash, randomInt } from 'node:crypto';
import { LOGIN_CODE_LENGTH } from './limits.ts';

// The alphabet leaves out characters that look alike: 0 O, 1 I L, U V. It has 2, 5 and 8, but not Z,
// S and B. Each of the 26 characters has 4.7 bits, so a code of 12 characters has 56 bits.
const ALPHABET = '23456789ACDEFGHJKMNPQRTWXY';

/** A new random login code, without dashes. The randomness is safe for secrets. */
export function newLoginCode(): string {
  const characters = Array.from(
    { length: LOGIN_CODE_LENGTH },
    () => ALPHABET[randomInt(ALPHABET.length)],
  );
  return characters.join('');
}

/** Formats a login code for people: `ACDE-FGHJ-KMNP`. */
export function formatLoginCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/**
 * Hashes a login code for the database. Nobody can log in with a hash from a stolen copy.
 * @param code a code from `normalizeLoginCode`
 */
export function hashLoginCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
