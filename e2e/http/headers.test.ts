import { describe, expect, it } from 'vitest';
import { actionId } from '../support/actions.ts';
import type { Client } from '../support/client.ts';
import { builtPages } from '../support/routes.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

const PAGES = builtPages({ id: '3', name: 'busy', username: 'Nobody' });

/** Addresses that do not exist, or that are no page. */
const OTHERS = [
  '/nowhere',
  '/items/99999999',
  '/items/x',
  '/items/3/nowhere',
  '/status/nowhere',
  '/status/error',
  '/%',
  '/%00',
  '/%ff',
  '/..%2f..%2fetc%2fpasswd',
  '/404',
  '/500',
  '/_error',
  '/_not-found',
  '/_global-error',
  '/_next/nowhere',
  '/_next/static/nowhere.js',
  '/_next/static/chunks/nowhere.css',
  '/_next/data/nowhere.json',
  '/_next/image?url=x',
  '/api/nowhere',
  '/nowhere/post',
  '/market/post',
  '/api/health',
  '/api/jobs',
  '/items/3/picture',
  '/items/99999999/picture',
  '/items/3/withdraw',
  '/statement/csv',
  '/favicon.ico',
  '/icon.svg',
  '/icon.svg/x',
  '/robots.txt',
  '/manifest.webmanifest',
  '/logout',
  '/theme',
  '/market/',
  '/.env',
  '/server.js',
];

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

/** Headers of other kinds of requests for a page. */
const KINDS: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-segment-prefetch': '/_tree' },
  { accept: 'application/json' },
  { range: 'bytes=0-10' },
  { 'if-none-match': '*' },
  { cookie: 'market-flash=%5B%7B%22category%22%3A%22info%22%2C%22text%22%3A%22x%22%7D%5D' },
];

/** Expects the security headers of a page. Gives false when the answer is no page. */
function expectSafe(answer: Response, what: string, secure: boolean) {
  const { headers } = answer;
  if (!headers.get('content-type')?.startsWith('text/html')) return false;
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy, what).toMatch(/(^|; )script-src 'self' 'nonce-[^']{20,}' 'strict-dynamic'(;|$)/);
  expect(policy, what).toContain("frame-ancestors 'none'");
  expect(policy, what).toContain("default-src 'self'");
  expect(policy, what).toContain("object-src 'none'");
  expect(policy, what).toContain("base-uri 'none'");
  expect(policy, what).toContain("form-action 'self'");
  expect(/script-src[^;]*/.exec(policy)?.[0], what).not.toMatch(/unsafe|\*|https?:/);
  expect(headers.get('x-content-type-options'), what).toBe('nosniff');
  expect(headers.get('x-frame-options'), what).toBe('DENY');
  expect(headers.get('referrer-policy'), what).toBe('same-origin');
  expect(headers.get('cross-origin-opener-policy'), what).toBe('same-origin');
  expect(headers.get('x-powered-by'), what).toBeNull();
  const transport = headers.get('strict-transport-security');
  if (secure) expect(transport, what).toMatch(/^max-age=\d{8}/);
  else expect(transport, what).toBeNull();
  return true;
}

function send(
  client: Client | null,
  path: string,
  method: string,
  headers: Record<string, string>,
) {
  const cookies = ['market-session', '__Host-market-session']
    .map((name) => `${name}=${client?.cookie('market-session')}`)
    .concat(headers.cookie ?? [])
    .join('; ');
  return fetch(new URL(path, market().url), {
    method,
    redirect: 'manual',
    headers: { ...headers, ...(client && { cookie: cookies }) },
    signal: AbortSignal.timeout(30_000),
  });
}

describe.each([
  ['plain HTTP', {}, false],
  ['HTTPS', { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'market.example' }, true],
])('over %s every page has its security headers', (_, transport, secure) => {
  it.each(secure ? ['GET', 'POST'] : METHODS)('in answer to %s', async (method) => {
    const { client } = await market().addBuyer();
    let pages = 0;
    for (const path of [...PAGES, ...OTHERS]) {
      const inAllWays = method === 'GET' && !secure && PAGES.includes(path);
      for (const kind of inAllWays ? KINDS : KINDS.slice(0, 1)) {
        // Plain GET requests are sent by a visitor, too.
        for (const who of method === 'GET' && kind === KINDS[0] ? [client, null] : [client]) {
          const headers: Record<string, string> = { ...transport, ...kind };
          const what = `${method} ${path} ${JSON.stringify(headers)}`;
          const answer = await send(who, path, method, headers);
          await answer.arrayBuffer();
          if (expectSafe(answer, what, secure)) pages += 1;
          if (!path.startsWith('/status/')) expect(answer.status, what).toBeLessThan(500);
        }
      }
    }
    expect(pages).toBeGreaterThan(20);
  });

  it('in answer to forms that are refused', async () => {
    const { client } = await market().addBuyer();
    const wrong = { username: '', password: '' };
    const action = `$ACTION_ID_${actionId('loginAction')}`;
    const multipart = (fields: Record<string, string>) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) data.set(name, value);
      return data;
    };
    const forms: [string, Record<string, string> | FormData, Record<string, string>, number][] = [
      ['/login', wrong, {}, 200],
      ['/register', wrong, {}, 200],
      ['/join', wrong, {}, 200],
      ['/login', multipart({ $ACTION_ID_x: '', ...wrong }), {}, 400],
      ['/login', multipart(wrong), {}, 400],
      ['/login', multipart({ [action]: '', ...wrong }), { 'next-action': 'x' }, 400],
      ['/login', wrong, { origin: 'https://evil.example' }, 403],
      ['/login', multipart(wrong), { origin: 'https://evil.example' }, 403],
      ['/robots.txt', wrong, {}, 405],
      ['/login', { username: 'x'.repeat(1_100_000) }, {}, 413],
      ['/login', { username: 'x'.repeat(200_000) }, {}, 413],
      ['/nowhere', wrong, {}, 404],
    ];
    for (const [path, form, headers, status] of forms) {
      const answer = await client.post(path, form, { ...transport, ...headers });
      await answer.arrayBuffer();
      const what = `${path} ${status}`;
      expect(answer.status, what).toBe(status);
      expect(expectSafe(answer, what, secure), what).toBe(true);
    }
  });
});
