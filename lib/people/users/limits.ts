import { BCRYPT_BYTE_LIMIT } from '../passwords/readable.ts';

/** Lengths in Unicode code points. */
export const USERNAME_LENGTH = { least: 2, most: 30 };
/** In UTF-16 units. */
export const EMAIL_LENGTH = { most: 120 };
/** In bytes of UTF-8. */
export const PASSWORD_BYTES = { least: 8, most: BCRYPT_BYTE_LIMIT };
