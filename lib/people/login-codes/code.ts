import { createHash, randomInt } from 'node:crypto';
import { LOGIN_CODE_LENGTH } from './limits.ts';

// Of 0 and O, 1 and I and L, U and V, neither is in a code; of 2 and Z, 5 and S, 8 and B, the digit.
// 26 characters are 4.7 bits each, so a code has 56.
const ALPHABET = '23456789ACDEFGHJKMNPQRTWXY';

/** A new login code as it is hashed, without dashes. Nobody can foresee it. */
export function newLoginCode(): string {
  const characters = Array.from(
    { length: LOGIN_CODE_LENGTH },
    () => ALPHABET[randomInt(ALPHABET.length)],
  );
  return characters.join('');
}

/** How a login code is written for people: `ABCD-EFGH-JKLM`. */
export function formatLoginCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? '';
}

/**
 * How a login code is stored, so that a copy of the database lets nobody in.
 * @param code what `normalizeLoginCode` has made of it
 */
export function hashLoginCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
