import { headers } from 'next/headers';

/**
 * The client's IP address, or `unknown`. `before-next.ts` sets this header, and believes only the
 * trusted proxies. On Vercel the platform sets it.
 */
export async function clientAddress(): Promise<string> {
  return (await headers()).get('x-forwarded-for') ?? 'unknown';
}

/** Whether the client uses HTTPS, with this server or with a trusted proxy. */
export async function isHttps(): Promise<boolean> {
  return (await headers()).get('x-forwarded-proto') === 'https';
}

/**
 * Whether a form was sent from one of our own pages, or by a client that is no browser. A browser
 * sends the header `Origin` with every POST, and over HTTPS also `Sec-Fetch-Site`.
 */
export function isOwnForm(sent: Headers): boolean {
  const site = sent.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = sent.get('origin');
  if (origin === null) return true;
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  return URL.canParse(origin) && new URL(origin).host === host;
}
