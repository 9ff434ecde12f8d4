/**
 * The name of the session cookie. Over HTTPS, its prefix stops other hosts and paths from setting
 * it.
 */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-market-session' : 'market-session';
}

/** The name of the cookie that identifies a device; see `lib/people/login/known-device.ts`. */
export function deviceCookieName(https: boolean): string {
  return https ? '__Host-market-device' : 'market-device';
}

/**
 * The options of the session cookie. Without an expiry, the cookie ends with the browser session.
 */
export function cookieOptions(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}

/** How long a session is valid on the server. */
export const LIFETIME_MS = { browserSession: 24 * 3_600_000, keptIn: 30 * 24 * 3_600_000 };

/** How long the device cookie is valid after a login. */
export const DEVICE_LIFETIME_SECONDS = 365 * 24 * 3_600;
