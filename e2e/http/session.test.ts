import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Client, newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

const locationOf = (answer: Response) => answer.headers.get('location');
const page = async (client: Client, path: string) => textOf(await (await client.get(path)).text());

function registration() {
  const username = uniqueName('new');
  const email = `${username}@example.org`;
  return { username, email, password: PASSWORD, confirm_password: PASSWORD };
}

describe('the session', () => {
  it('has a cookie that scripts can’t read, and that ends with the browser', async () => {
    const answer = await market().visitor().post('/register', registration());
    const line = lineOf(answer, 'market-session');
    expect(line).toMatch(/^market-session=[\w-]{43};/);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\//i);
    expect(line).not.toMatch(/Secure|Expires|Max-Age|Domain/i);
    expect(answer.headers.getSetCookie().filter((line) => line.includes('-session='))).toHaveLength(
      1,
    );
  });

  it('lasts 30 days when the member wants it', async () => {
    const { username } = await market().addBuyer();
    const form = { username, password: PASSWORD, remember: 'yes' };
    const line = lineOf(await market().visitor().post('/login', form), 'market-session');
    const until = Date.parse(/expires=([^;]+)/i.exec(line)?.[1] ?? '');
    expect(until - Date.now()).toBeGreaterThan(29.9 * 24 * 3_600_000);
    expect(until - Date.now()).toBeLessThan(30.1 * 24 * 3_600_000);
    expect(line).toMatch(/HttpOnly/i);
  });

  it('sets no other cookies than a message and the known device', async () => {
    const client = market().visitor();
    const answer = await client.post('/register', registration());
    const names = answer.headers
      .getSetCookie()
      .filter((line) => !/max-age=0|expires=thu, 01 jan 1970/i.test(line))
      .map((line) => line.split('=')[0]);
    expect(names.sort()).toEqual(['market-device', 'market-flash', 'market-session']);
  });

  it('is stored as a hash, so that a copy of the database opens no session', async () => {
    const client = await newMember(market().url);
    const token = client.cookie('market-session') ?? '';
    expect(
      await market().value(sql`select count(*) from sessions where token_hash = ${token}`),
    ).toBe(0);
  });

  it.each(['', 'x', 'null', 'undefined', 'a'.repeat(43), "' or 1=1 --", 'a'.repeat(5_000)])(
    'does not exist for an invented cookie (%#)',
    async (token) => {
      const client = market().visitor();
      client.setCookie('market-session', token);
      const answer = await client.get('/market');
      expect(answer.status).toBe(307);
      expect(locationOf(answer)).toBe('/login?next=%2Fmarket');
    },
  );
});

/**
 * The ways in which a session ends, each with a function that gives the token of the ended session.
 */
const ENDINGS: [string, () => Promise<string>][] = [
  [
    'with an invented token from before the login',
    async () => {
      const planted = 'A'.repeat(43);
      const client = market().visitor();
      client.setCookie('market-session', planted);
      await client.post('/register', registration());
      expect(client.cookie('market-session')).not.toBe(planted);
      return planted;
    },
  ],
  [
    'of another member from before the login',
    async () => {
      const { client: thief } = await market().addBuyer();
      const planted = thief.cookie('market-session') ?? '';
      const client = market().visitor();
      client.setCookie('market-session', planted);
      await client.post('/register', registration());
      return planted;
    },
  ],
  [
    'of the browser’s previous login',
    async () => {
      const { username, client } = await market().addBuyer();
      const old = client.cookie('market-session') ?? '';
      await client.post('/login', { username, password: PASSWORD });
      expect(client.cookie('market-session')).not.toBe(old);
      return old;
    },
  ],
  [
    'that the button “Log out” ended',
    async () => loggedOut((client) => client.post('/logout', {})),
  ],
  [
    'that the address of the logout ended',
    async () => loggedOut((client) => client.get('/logout')),
  ],
  [
    'that has expired',
    async () => {
      const { client, id } = await market().addBuyer();
      await change(sql`update sessions set expires_at = ${Date.now() - 1} where user_id = ${id}`);
      return client.cookie('market-session') ?? '';
    },
  ],
  [
    'from before a change of the password in another browser',
    async () =>
      endedElsewhere('/account/password', 'confirm_password', {
        current_password: PASSWORD,
        password: 'another horse battery',
        confirm_password: 'another horse battery',
      }),
  ],
  ['that another browser ended', async () => endedElsewhere('/account', 'session', {})],
  [
    'of an account that was closed in another browser',
    async () =>
      endedElsewhere('/account/close', 'current_password', { current_password: PASSWORD }),
  ],
  [
    'that the operator deleted',
    async () => {
      const { client, id } = await market().addBuyer();
      await change(sql`delete from sessions where user_id = ${id}`);
      return client.cookie('market-session') ?? '';
    },
  ],
];

/** Logs in with a second browser, and ends the first session there with a form of the account. */
async function endedElsewhere(path: string, field: string, fields: Record<string, string>) {
  const { client, username } = await market().addBuyer();
  const token = client.cookie('market-session') ?? '';
  const elsewhere = market().visitor();
  await elsewhere.post('/login', { username, password: PASSWORD });
  expect((await client.get('/market')).status).toBe(200);
  const form = await formOf(elsewhere, path, field);
  for (const [name, value] of Object.entries(fields)) form.data.set(name, value);
  expect((await elsewhere.post(form.path, form.data)).status).toBe(303);
  return token;
}

async function loggedOut(logOut: (client: Client) => Promise<Response>): Promise<string> {
  const { client } = await market().addBuyer();
  const token = client.cookie('market-session') ?? '';
  expect((await client.get('/market')).status).toBe(200);
  await logOut(client);
  return token;
}

const change = (statement: SQL) => market().withDatabase(({ write }) => write([statement]));

describe.each(ENDINGS)('a session %s', (_, end) => {
  const TO_LOGIN = expect.stringMatching(/^\/login\?next=%2F/);

  it('is invalid for the next request of any kind', async () => {
    const item = await market().addItem(5);
    const seller = await market().addBuyer();
    const action = await formOf(seller.client, `/items/${item}/buy`, 'purchase_item');
    const requests: ((client: Client) => Promise<Response>)[] = [
      (client) => client.get('/market'),
      (client) => client.get('/items'),
      (client) => client.post('/market', { purchase_item: String(item) }),
      (client) => client.post(action.path, action.data),
    ];
    // All requests use the same token. None of them may make the session valid again.
    const token = await end();
    for (const request of requests) {
      const client = market().visitor();
      client.setCookie('market-session', token);
      const answer = await request(client);
      expect(locationOf(answer)).toEqual(TO_LOGIN);
      expect(await (await client.get('/')).text()).not.toContain('Your budget');
    }
    expect(await market().ownerOf(item)).toBeNull();
  });
});

describe('logging out', () => {
  it('ends the session for all copies of its cookie', async () => {
    const { client } = await market().addBuyer();
    const copy = market().visitor();
    copy.setCookie('market-session', client.cookie('market-session') ?? '');
    expect((await copy.get('/market')).status).toBe(200);
    const answer = await client.post('/logout', {});
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/');
    expect(client.cookie('market-session')).toBeUndefined();
    expect(await page(client, '/')).toContain('You have been logged out.');
    expect((await client.get('/market')).status).toBe(307);
    expect((await copy.get('/market')).status).toBe(307);
    expect((await copy.post('/market', { purchase_item: '3' })).headers.get('location')).toBe(
      '/login?next=%2Fmarket',
    );
  });

  const html = { 'upgrade-insecure-requests': '1' };
  it.each([
    ['a script', () => ({}), true],
    ['a link on our own page', () => ({ 'sec-fetch-site': 'same-origin' }), true],
    ['an address typed by hand', () => ({ 'sec-fetch-site': 'none' }), true],
    ['an old browser’s own link', () => ({ ...html, referer: `${market().url}/market` }), true],
    ['a link on another site', () => ({ 'sec-fetch-site': 'cross-site' }), false],
    ['a link on a neighbouring host', () => ({ 'sec-fetch-site': 'same-site' }), false],
    [
      'an old browser’s link on another site',
      () => ({ ...html, referer: 'http://evil.example/' }),
      false,
    ],
    ['an old browser without a referer', () => html, false],
    [
      'a prefetch',
      () => ({ 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch;prerender' }),
      false,
    ],
    ['a prefetch of the router', () => ({ 'next-router-prefetch': '1' }), false],
  ])('GET by %s', async (_, headers, ends) => {
    const { client } = await market().addBuyer();
    const answer = await client.get('/logout', headers());
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/');
    expect((await client.get('/market')).status).toBe(ends ? 307 : 200);
  });

  it('works without a session', async () => {
    const answer = await market().visitor().post('/logout', {});
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/');
  });
});

describe('behind a proxy that uses HTTPS', () => {
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
  const behindProxy = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

  it('the cookie is for this host and HTTPS only, and the logout deletes it', async () => {
    const client = behindProxy().visitor();
    const answer = await client.post('/register', registration(), https);
    expect(locationOf(answer)).toBe('/market');
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
    const line = lineOf(answer, '__Host-market-session');
    expect(line).toMatch(/; Secure/i);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\/(;|$)/i);
    expect(line).not.toMatch(/Domain|Expires|Max-Age/i);
    expect((await client.get('/market', https)).status).toBe(200);

    const token = client.cookie('__Host-market-session') ?? '';
    const gone = lineOf(await client.post('/logout', {}, https), '__Host-market-session');
    expect(gone).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/i);
    // A browser ignores a `__Host-` cookie without `Secure`.
    expect(gone).toMatch(/; Secure/i);
    client.setCookie('__Host-market-session', token);
    expect((await client.get('/market', https)).status).toBe(307);
  });

  it('a page that answers a form has the member’s header and all security headers', async () => {
    const client = behindProxy().visitor();
    await client.post('/register', registration(), https);
    const wrong = { username: '', password: '' };
    for (const [status, headers] of [
      [200, https],
      [403, { ...https, origin: 'https://evil.example' }],
    ] as const) {
      const answer = await client.post('/login', wrong, headers);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
      expect(answer.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
      expect(textOf(await answer.text())).toContain('Log out');
    }
  });

  it('a session of HTTPS is invalid over plain HTTP', async () => {
    const client = behindProxy().visitor();
    await client.post('/register', registration(), https);
    expect((await client.get('/market')).status).toBe(307);
  });

  it('a client without the proxy can’t claim to use HTTPS', async () => {
    const client = market().visitor();
    const answer = await client.post('/register', registration(), https);
    expect(lineOf(answer, 'market-session')).not.toMatch(/Secure/i);
    expect(answer.headers.get('strict-transport-security')).toBeNull();
    expect((await client.get('/market')).status).toBe(200);
  });
});

function lineOf(answer: Response, name: string): string {
  return answer.headers.getSetCookie().find((line) => line.startsWith(`${name}=`)) ?? '';
}
