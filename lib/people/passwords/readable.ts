/** How many bytes of UTF-8 a password may have. Bcrypt silently ignores all bytes after byte 72. */
export const BCRYPT_BYTE_LIMIT = 72;

/** The length of a password in bytes of UTF-8, which bcrypt reads. */
export function byteLengthOf(password: string): number {
  return new TextEncoder().encode(password).length;
}

/**
 * Whether bcrypt can distinguish this password from every other password. Bcrypt repeats a password
 * with NUL as separator, so `a` and `a\0a` would be equal. All lone surrogates would become U+FFFD.
 */
export function isSafeForBcrypt(password: string): boolean {
  return byteLengthOf(password) <= BCRYPT_BYTE_LIMIT && !/[\0\uFFFD\p{Cs}]/u.test(password);
}
