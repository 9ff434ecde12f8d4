import { createHash } from 'node:crypto';

/** How a token is stored, so that a copy of the database lets nobody in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
