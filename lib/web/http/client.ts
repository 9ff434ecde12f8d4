import { headers } from 'next/headers';

/** The client's address. Judged in `server-start.ts`, which trusts no more than it was told to. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get('x-forwarded-for') ?? 'unknown';
}

/** Whether the client speaks HTTPS, to us or to a proxy that we trust. */
export async function isHttps(): Promise<boolean> {
  return (await headers()).get('x-forwarded-proto') === 'https';
}

/**
 * Whether a form was sent from one of our own pages, or by a client that is no browser. Browsers
 * name the page's origin with every POST, and over HTTPS say how it relates to ours.
 */
export function isOwnForm(sent: Headers): boolean {
  const site = sent.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = sent.get('origin');
  if (origin === null) return true;
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  return URL.canParse(origin) && new URL(origin).host === host;
}
