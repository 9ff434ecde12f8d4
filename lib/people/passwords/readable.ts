/** In bytes of UTF-8: bcrypt reads 72 and would ignore the rest without a word. */
export const MOST_PASSWORD_BYTES = 72;

/** How many bytes a password has for bcrypt. */
export function bytesOf(password: string): number {
  return new TextEncoder().encode(password).length;
}

/**
 * Whether bcrypt would tell this password from every other. It repeats a password with a NUL
 * between, so `a` and `a\0a` are one to it, and all halves of characters become the same mark.
 */
export function isReadable(password: string): boolean {
  return bytesOf(password) <= MOST_PASSWORD_BYTES && !/[\0\uFFFD\p{Cs}]/u.test(password);
}
