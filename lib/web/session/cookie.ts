import { createHash } from 'node:crypto';

/** The session cookie's name: over HTTPS one that a browser lets no other host or path set. */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-market-session' : 'market-session';
}

/** The name of the cookie by which a device is known again; see `lib/people/login/device.ts`. */
export function deviceCookieName(https: boolean): string {
  return https ? '__Host-market-device' : 'market-device';
}

/** How the session cookie is set; without an expiry it ends with the browser session. */
export function cookieOptions(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}

/** How a token is stored, so that a copy of the database lets nobody in. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
