import { randomBytes } from 'node:crypto';

/** The header by which `proxy.ts` is told that a request has its page's headers already. */
export const PREPARED_HEADER = 'x-market-prepared';

const OF_EVERY_PAGE: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
];

/**
 * The security headers of one answer. Its Content-Security-Policy, given to the request too, is
 * where Next finds the nonce for the scripts of the page.
 *
 * @param secure whether the client speaks HTTPS
 */
export function pageHeaders(secure: boolean): { policy: string; headers: [string, string][] } {
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), secure);
  const headers: [string, string][] = [
    ['Content-Security-Policy', policy],
    ...OF_EVERY_PAGE.map(([name, value]): [string, string] => [name, value]),
  ];
  if (secure) headers.push(['Strict-Transport-Security', 'max-age=31536000']);
  return { policy, headers };
}

// Scripts run only with this page's nonce, or when one of those loads them. Styles may be inline,
// since the `style` attributes of frameworks are.
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
