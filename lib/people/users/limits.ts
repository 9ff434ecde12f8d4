import { MOST_PASSWORD_BYTES } from '../passwords/readable.ts';

/** In characters. */
export const USERNAME_LENGTH = { least: 2, most: 30 };
export const EMAIL_LENGTH = { most: 120 };
/** In bytes of UTF-8. */
export const PASSWORD_BYTES = { least: 8, most: MOST_PASSWORD_BYTES };
