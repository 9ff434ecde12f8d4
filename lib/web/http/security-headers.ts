import { randomBytes } from 'node:crypto';

/**
 * The request header that tells `proxy.ts`: the security headers of this answer are already set.
 */
export const PREPARED_HEADER = 'x-market-prepared';

const COMMON_HEADERS: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/**
 * The security headers of one answer, with a new nonce. Next reads the nonce from the
 * Content-Security-Policy of the request, so callers set `policy` there too.
 *
 * @param secure whether the client speaks HTTPS
 */
export function pageHeaders(secure: boolean): { policy: string; headers: [string, string][] } {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), secure);
  const headers: [string, string][] = [
    ['Content-Security-Policy', policy],
    ...COMMON_HEADERS.map(([name, value]): [string, string] => [name, value]),
  ];
  if (secure) headers.push(['Strict-Transport-Security', 'max-age=31536000']);
  return { policy, headers };
}

// A script runs only with the nonce of this page, or when such a script loads it. Inline styles are
// allowed, because frameworks use `style` attributes.
function contentSecurityPolicy(nonce: string, secure: boolean): string {
  const development = process.env.NODE_ENV === 'development';
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(secure ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}
