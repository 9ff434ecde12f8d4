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
