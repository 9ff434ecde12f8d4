import { createHash } from 'node:crypto';

/** Hashes a session token for the database. Nobody can log in with a hash from a stolen copy. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
