/** The session cookie's name: over HTTPS one that a browser lets no other host or path set. */
export function sessionCookieName(https: boolean): string {
  return https ? '__Host-market-session' : 'market-session';
}

/** The name of the cookie by which a device is known again; see `lib/people/login/known-device.ts`. */
export function deviceCookieName(https: boolean): string {
  return https ? '__Host-market-device' : 'market-device';
}

/** How the session cookie is set; without an expiry it ends with the browser session. */
export function cookieOptions(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}
