import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Client, newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

const wanted = (answer: Response) => answer.headers.get('location');
const count = (table: string) => market().value(sql.raw(`select count(*) from ${table}`));
const page = async (client: Client, path: string) => textOf(await (await client.get(path)).text());

function registration(over: Record<string, string> = {}) {
  const username = uniqueName('new');
  return {
    username,
    email: `${username}@example.org`,
    password: PASSWORD,
    confirm_password: PASSWORD,
    ...over,
  };
}

/** The value that a text input of the page stands at. */
function inputOf(html: string, name: string): string | undefined {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return /value="([^"]*)"/.exec(tag)?.[1];
}

describe('the home page', () => {
  it.each(['/', '/home'])('is at %s, for visitors and members', async (path) => {
    const visitor = await market().visitor().get(path);
    expect(visitor.status).toBe(200);
    expect(textOf(await visitor.text())).toContain('Create account');
    const { client } = await market().addBuyer();
    expect(await page(client, path)).toContain('Go to the market');
  });
});

describe('registering', () => {
  it('signs in, and goes to the market with a word of welcome', async () => {
    const client = market().visitor();
    expect((await client.get('/register')).status).toBe(200);
    const form = registration();
    const answer = await client.post('/register', form);
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/market');
    const text = await page(client, '/market');
    expect(text).toContain('Account created successfully!');
    expect(text).toContain(form.username);
    expect(text).toContain('1,000 credits');
    expect(
      await market().rows(sql`select budget from users where username = ${form.username}`),
    ).toEqual([{ budget: 1_000 }]);
  });

  it.each([
    ['no username', { username: '' }, 'Enter a username.'],
    ['a username of one letter', { username: 'x' }, 'Use at least 2 characters.'],
    ['a username of 31 letters', { username: 'x'.repeat(31) }, 'Use at most 30 characters.'],
    ['a username nobody can see', { username: 'a\u200bb' }, 'signs that can be seen'],
    ['no email address', { email: '' }, 'Enter an email address.'],
    ['a malformed email address', { email: 'x@' }, 'Enter an email address like'],
    ['a long email address', { email: `${'x'.repeat(120)}@example.org` }, 'at most 120'],
    ['no password', { password: '' }, 'Enter a password.'],
    ['a short password', { password: 'short', confirm_password: 'short' }, 'at least 8'],
    [
      'a password longer than bcrypt reads',
      { password: 'é'.repeat(37), confirm_password: 'é'.repeat(37) },
      'at most 72 bytes',
    ],
    ['another password the second time', { confirm_password: 'other' }, 'not the same'],
  ])('refuses %s at its field, with everything else as it was', async (_, over, message) => {
    const members = await count('users');
    const form = registration(over);
    const answer = await market().visitor().post('/register', form);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain(message);
    expect(textOf(html)).toContain('needs your attention');
    expect(html).toContain('aria-invalid="true"');
    expect(inputOf(html, 'username')).toBe(form.username);
    expect(inputOf(html, 'email')).toBe(form.email);
    expect(inputOf(html, 'password') ?? '').toBe('');
    expect(html).not.toContain(PASSWORD);
    expect(await count('users')).toBe(members);
  });

  it('refuses a name, an address, or both that somebody has', async () => {
    const form = registration();
    await market().visitor().post('/register', form);
    const tell = async (over: Record<string, string>) =>
      textOf(
        await (
          await market()
            .visitor()
            .post('/register', { ...registration(), ...over })
        ).text(),
      );
    const { username, email } = form;
    expect(await tell({ username: username.toUpperCase() })).toContain('This username is taken.');
    expect(await tell({ email: email.toUpperCase() })).toContain('already an account with');
    expect(await tell({ username, email })).toContain('username and this email address are taken');
  });
});

describe('logging in', () => {
  it('goes to the market with a word, and says it once', async () => {
    const username = uniqueName('Login');
    await newMember(market().url, username);
    const client = market().visitor();
    expect((await client.get('/login')).status).toBe(200);
    const answer = await client.post('/login', { username, password: PASSWORD });
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/market');
    expect(await page(client, '/market')).toContain('Login successful!');
    expect(await page(client, '/market')).not.toContain('Login successful!');
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
    const username = uniqueName('known');
    await newMember(market().url, username);
    const texts: string[] = [];
    for (const name of [username, uniqueName('nobody')]) {
      const client = market().visitor();
      const answer = await client.post('/login', { username: name, password: 'wrong password' });
      expect(answer.status).toBe(200);
      const html = await answer.text();
      expect(inputOf(html, 'username')).toBe(name);
      expect(html).not.toContain('wrong password');
      texts.push(textOf(html));
      expect(client.cookie('market-session')).toBeUndefined();
    }
    expect(texts[0]).toContain('Login failed. Check username and password.');
    expect(texts[0]).toBe(texts[1]);
  });

  it('ends the session that the browser had', async () => {
    const username = uniqueName('again');
    const client = await newMember(market().url, username);
    const old = client.cookie('market-session') ?? '';
    await client.post('/login', { username, password: PASSWORD });
    expect(client.cookie('market-session')).not.toBe(old);
    const thief = market().visitor();
    thief.setCookie('market-session', old);
    expect((await thief.get('/market')).status).toBe(307);
  });
});

describe('pages of members', () => {
  it.each(['/market', '/market?before=30', '/items', '/items/3', '/items/3/buy'])(
    '%s sends a visitor to the login, and from there back',
    async (path) => {
      const username = uniqueName('back');
      await newMember(market().url, username);
      const client = market().visitor();
      const answer = await client.get(path);
      expect(answer.status).toBe(307);
      expect(wanted(answer)).toBe(`/login?next=${encodeURIComponent(path)}`);
      const login = wanted(answer) ?? '';
      const html = await (await client.get(login)).text();
      expect(textOf(html)).toContain('Please log in to access this page.');
      expect(inputOf(html, 'next')).toBe(path);
      const next = { username, password: PASSWORD, next: path };
      expect(wanted(await client.post(login, next))).toBe(path);
    },
  );

  it('are not done for a visitor who posts', async () => {
    const item = await market().addItem(5);
    const answer = await market()
      .visitor()
      .post('/market', { purchase_item: String(item) });
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/login?next=%2Fmarket');
    expect(await market().ownerOf(item)).toBeNull();
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/%09/evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    '/login',
  ])('never send anybody off the site: %s', async (next) => {
    const username = uniqueName('stay');
    const member = await newMember(market().url, username);
    const answer = await market().visitor().post('/login', { username, password: PASSWORD, next });
    const there = new URL(wanted(answer) ?? '', market().url);
    expect(there.origin).toBe(market().url);
    const already = await member.get(`/login?next=${encodeURIComponent(next)}`);
    expect(new URL(wanted(already) ?? '', market().url).origin).toBe(market().url);
  });
});

describe('the session', () => {
  const sessionLine = (answer: Response) =>
    answer.headers.getSetCookie().find((line) => line.includes('market-session=')) ?? '';

  it('is a cookie that scripts can’t read and that ends with the browser', async () => {
    const answer = await market().visitor().post('/register', registration());
    const line = sessionLine(answer);
    expect(line).toMatch(/^market-session=[\w-]{43};/);
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).toMatch(/; Path=\//i);
    expect(line).not.toMatch(/Secure|Expires|Max-Age|Domain/i);
    expect(answer.headers.getSetCookie().filter((one) => one.includes('-session='))).toHaveLength(1);
  });

  it('lasts 30 days when the member asks for it', async () => {
    const username = uniqueName('stays');
    await newMember(market().url, username);
    const form = { username, password: PASSWORD, remember: 'yes' };
    const line = sessionLine(await market().visitor().post('/login', form));
    const until = Date.parse(/expires=([^;]+)/i.exec(line)?.[1] ?? '');
    expect(until - Date.now()).toBeGreaterThan(29.9 * 24 * 3_600_000);
    expect(until - Date.now()).toBeLessThan(30.1 * 24 * 3_600_000);
    expect(line).toMatch(/HttpOnly/i);
  });

  it('leaves no other cookie behind than a message', async () => {
    const client = market().visitor();
    const answer = await client.post('/register', registration());
    const names = answer.headers
      .getSetCookie()
      .filter((line) => !/max-age=0|expires=thu, 01 jan 1970/i.test(line))
      .map((line) => line.split('=')[0]);
    expect(names.sort()).toEqual(['market-flash', 'market-session']);
  });

  it('is stored so that a copy of the database lets nobody in', async () => {
    const client = await newMember(market().url);
    const token = client.cookie('market-session') ?? '';
    expect(
      await market().value(sql`select count(*) from sessions where token_hash = ${token}`),
    ).toBe(0);
  });

  it.each(['', 'x', 'null', 'undefined', 'a'.repeat(43), "' or 1=1 --", 'a'.repeat(5_000)])(
    'is not had by making up a cookie: %.20s',
    async (token) => {
      const client = market().visitor();
      client.setCookie('market-session', token);
      const answer = await client.get('/market');
      expect(answer.status).toBe(307);
      expect(wanted(answer)).toBe('/login?next=%2Fmarket');
    },
  );

  it('is over when it has expired', async () => {
    const { client, id } = await market().addBuyer();
    await market().beside(({ write }) =>
      write([sql`update sessions set expires_at = ${Date.now() - 1} where user_id = ${id}`]),
    );
    expect((await client.get('/market')).status).toBe(307);
  });
});

describe('logging out', () => {
  it('ends the session for every copy of its cookie', async () => {
    const client = await newMember(market().url);
    const copy = market().visitor();
    copy.setCookie('market-session', client.cookie('market-session') ?? '');
    expect((await copy.get('/market')).status).toBe(200);
    const answer = await client.post('/logout', {});
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/');
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
    ['an old browser from elsewhere', () => ({ ...html, referer: 'http://evil.example/' }), false],
    ['an old browser without a word', () => html, false],
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
    expect(wanted(answer)).toBe('/');
    expect((await client.get('/market')).status).toBe(ends ? 307 : 200);
  });

  it('is harmless for who is not logged in', async () => {
    const answer = await market().visitor().post('/logout', {});
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/');
  });
});

describe('the market', () => {
  it('lists what is for sale and what the member owns', async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(7);
    const name = await market().value<string>(sql`select name from items where id = ${item}`);
    expect(await page(client, '/market')).toContain(`${name}`);
    await client.post('/market', { purchase_item: String(item) });
    const text = await page(client, '/market');
    expect(text.slice(text.indexOf('Your items', text.indexOf('For sale')))).toContain(`${name}`);
    expect(await page(client, '/items')).toContain(`${name}`);
  });

  it('sells an item, takes it back, and says so', async () => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(600);
    const name = await market().value<string>(sql`select name from items where id = ${item}`);
    const bought = await client.post('/market', { purchase_item: String(item) });
    expect(bought.status).toBe(302);
    expect(wanted(bought)).toBe('/market');
    expect(await page(client, '/market')).toContain(`Purchased ${name}!`);
    expect(await market().budgetOf(id)).toBe(400);
    const sold = await client.post('/market', { sell_item: String(item) });
    expect(sold.status).toBe(302);
    expect(wanted(sold)).toBe('/market');
    expect(await page(client, '/market')).toContain(`Sold ${name} back to the market!`);
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it.each([
    ['more than the budget', (own: number[]) => ({ purchase_item: `${own[0]}` }), 'enough credits'],
    [
      'at another price than was seen',
      (own: number[]) => ({ purchase_item: `${own[1]}`, price: '4' }),
      'has changed from 4 to 5 credits',
    ],
    ['no such item', () => ({ purchase_item: '99999999' }), 'There is no such item.'],
    ['no number', () => ({ purchase_item: 'x' }), 'There is no such item.'],
    ['what is not theirs', (own: number[]) => ({ sell_item: `${own[1]}` }), 'not yours to sell'],
    ['neither', () => ({}), 'There is no such item.'],
  ])('refuses %s in words, and changes nothing', async (_, form, message) => {
    const { client, id } = await market().addBuyer();
    const items = [await market().addItem(1_001), await market().addItem(5)];
    const answer = await client.post('/market', form(items));
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/market');
    expect(await page(client, '/market')).toContain(message);
    expect(await page(client, '/market')).not.toContain(message);
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it.each(['GET', 'HEAD'])('does nothing for %s, whatever the address says', async (method) => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(5);
    const path = `/market?purchase_item=${item}&price=5`;
    const answer = await fetch(new URL(path, market().url), {
      method,
      headers: { cookie: `market-session=${client.cookie('market-session')}` },
      signal: AbortSignal.timeout(30_000),
    });
    expect(answer.status).toBe(200);
    expect(await market().ownerOf(item)).toBeNull();
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it.each(['PUT', 'DELETE', 'PATCH'])('does nothing for %s', async (method) => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(5);
    const answer = await fetch(new URL('/market', market().url), {
      method,
      redirect: 'manual',
      body: new URLSearchParams({ purchase_item: String(item) }),
      headers: { cookie: `market-session=${client.cookie('market-session')}` },
      signal: AbortSignal.timeout(30_000),
    });
    expect(answer.status).toBeLessThan(500);
    expect(await market().ownerOf(item)).toBeNull();
  });
});

describe('a message', () => {
  it('is shown as the text it is', async () => {
    const client = market().visitor();
    const text = '<img src=x onerror=alert(1)>';
    client.setCookie(
      'market-flash',
      encodeURIComponent(JSON.stringify([{ category: 'danger', text }])),
    );
    const html = await (await client.get('/')).text();
    expect(html).not.toContain(text);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each(['', 'x', '%', '%5B', '[1]', '[{"category":"evil","text":"x"}]', 'null', '"'.repeat(99)])(
    'that is none does no harm: %s',
    async (value) => {
      const client = market().visitor();
      client.setCookie('market-flash', value);
      expect((await client.get('/')).status).toBe(200);
    },
  );

  it('can’t be put into a page by a header', async () => {
    const flash = encodeURIComponent(JSON.stringify([{ category: 'danger', text: 'forged' }]));
    const answer = await market().visitor().get('/', { 'x-market-flash': flash });
    expect(textOf(await answer.text())).not.toContain('forged');
  });

  it('of a form can’t be put into a page by a header', async () => {
    const state = Buffer.from(
      JSON.stringify({ values: { username: 'forged' }, fieldErrors: {}, message: 'forged' }),
    ).toString('base64url');
    for (const sealed of [state, `${state}.`, `${state}.${'a'.repeat(43)}`, '%', '.', '']) {
      const answer = await market().visitor().get('/login', { 'x-market-form-state': sealed });
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain('forged');
    }
  });
});

describe('every page', () => {
  it.each(['/', '/login', '/register', '/market', '/nowhere', '/status/busy'])(
    '%s has its security headers, and is kept by no cache',
    async (path) => {
      const { client } = await market().addBuyer();
      const { headers } = await client.get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('cache-control')).toMatch(/no-store|no-cache|private/);
    },
  );

  it('that is not there is a 404', async () => {
    for (const path of ['/nowhere', '/items/x', '/items/99999999', '/items/3/x', '/api/forms/x']) {
      expect((await (await market().addBuyer()).client.get(path)).status, path).toBe(404);
    }
  });

  it('that a script posts to is not the inner address of the forms', async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(5);
    const answer = await client.post(
      '/api/forms/market',
      { purchase_item: String(item) },
      { origin: 'http://evil.example' },
    );
    expect(answer.status).toBe(403);
    expect(await market().ownerOf(item)).toBeNull();
  });
});
