import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type InValue } from '@libsql/client';
import { hashSync } from 'bcryptjs';
import { type SQL, sql } from 'drizzle-orm';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { afterAll, describe, expect, it } from 'vitest';
import { FAILURE_LIMITS } from '../../lib/people/login/throttle.ts';
import { type Client, newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

afterAll(() => market().expectValidLedger());

const NEW_PASSWORD = 'another horse battery';
const page = async (client: Client, path: string) => textOf(await (await client.get(path)).text());
const isLoggedIn = async (client: Client) => (await client.get('/market')).status === 200;
const whereTo = (answer: Response) => answer.headers.get('location');
const stored = async (id: number) =>
  (
    await market().rows<{ username: string; email: string; password_hash: string }>(
      sql`select username, email, password_hash from users where id = ${id}`,
    )
  )[0];

/** Fills in a form of the account, and sends it as a browser without JavaScript does. */
async function send(client: Client, path: string, fields: Record<string, string>) {
  const { data } = await formOf(client, path, 'current_password');
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return client.post(path, data);
}

const changeOfPassword = (over: Record<string, string> = {}) => ({
  current_password: PASSWORD,
  password: NEW_PASSWORD,
  confirm_password: NEW_PASSWORD,
  ...over,
});

/** A second client, with which the same member logs in. */
async function anotherBrowser(username: string, userAgent = 'curl/8'): Promise<Client> {
  const client = market().visitor();
  const answer = await client.post(
    '/login',
    { username, password: PASSWORD },
    { 'user-agent': userAgent },
  );
  expect(whereTo(answer)).toBe('/market');
  return client;
}

describe('an account', () => {
  it.each([
    '/account',
    '/account/username',
    '/account/words',
    '/account/email',
    '/account/password',
    '/account/close',
    '/account/data',
    '/members/anybody',
  ])('sends a visitor to the login: %s', async (path) => {
    const answer = await market().visitor().get(path);
    expect([303, 307]).toContain(answer.status);
    expect(whereTo(answer)).toMatch(/^\/login\?next=%2F(account|members)/);
  });

  it('refuses every change with a wrong password, and shows the error at the field', async () => {
    const { client, id } = await market().addBuyer();
    const before = await stored(id);
    const wrong = { current_password: 'not the password' };
    for (const [path, fields] of [
      ['/account/username', { username: uniqueName('x'), ...wrong }],
      ['/account/email', { email: `${uniqueName('x')}@example.org`, ...wrong }],
      ['/account/password', changeOfPassword(wrong)],
      ['/account/close', wrong],
      ['/account/close', { current_password: '' }],
    ] as const) {
      const answer = await send(client, path, fields);
      expect(answer.status).toBe(200);
      const html = await answer.text();
      expect(textOf(html)).toMatch(
        /This is not your current password\.|Enter your current password\./,
      );
      expect(html).not.toContain(wrong.current_password);
      expect(html).not.toContain(NEW_PASSWORD);
      expect(await stored(id)).toEqual(before);
    }
    expect(await isLoggedIn(client)).toBe(true);
  });

  it('limits wrong passwords in its forms', async () => {
    const { client, id } = await market().addBuyer();
    const before = await stored(id);
    const guesses: (string | null)[] = [];
    for (let guess = 0; guess <= FAILURE_LIMITS.accountFromAddress; guess += 1) {
      const fields = { email: 'x@example.org', current_password: `guess number ${guess}` };
      guesses.push(whereTo(await send(client, '/account/email', fields)));
    }
    expect(guesses.slice(0, -1)).toEqual(Array(FAILURE_LIMITS.accountFromAddress).fill(null));
    expect(guesses.at(-1)).toMatch(/^\/status\/too-many-attempts\?minutes=/);
    const right = { email: 'x@example.org', current_password: PASSWORD };
    expect(whereTo(await send(client, '/account/email', right))).toMatch(/^\/status\/too-many/);
    expect(await stored(id)).toEqual(before);
  });
});

describe('a new password', () => {
  it('ends every other session at once, and replaces the old password', async () => {
    const { username, client } = await market().addBuyer();
    const others = await Promise.all(Array.from({ length: 5 }, () => anotherBrowser(username)));
    const stranger = await market().addBuyer();
    expect(await Promise.all(others.map(isLoggedIn))).toEqual(Array(5).fill(true));
    const item = await market().addItem(5);

    expect(whereTo(await send(client, '/account/password', changeOfPassword()))).toBe('/account');
    expect(await page(client, '/account')).toContain('every other session has ended');
    for (const other of others) {
      const answer = await other.post('/market', { purchase_item: String(item) });
      expect(whereTo(answer)).toBe('/login?next=%2Fmarket');
      for (const path of ['/market', '/statement', '/account', '/account/data', '/statement/csv']) {
        expect(whereTo(await other.get(path))).toMatch(/^\/login\?next=/);
      }
    }
    expect(await market().ownerOf(item)).toBeNull();
    expect(await isLoggedIn(client)).toBe(true);
    expect(await isLoggedIn(stranger.client)).toBe(true);

    const old = await market().visitor().post('/login', { username, password: PASSWORD });
    expect(old.status).toBe(200);
    const fresh = await market().visitor().post('/login', { username, password: NEW_PASSWORD });
    expect(whereTo(fresh)).toBe('/market');
  });

  it('is refused when it is too short, or when the two passwords differ', async () => {
    const { client, id } = await market().addBuyer();
    const before = await stored(id);
    for (const [over, words] of [
      [{ password: 'short', confirm_password: 'short' }, 'Use at least 8 characters.'],
      [{ confirm_password: PASSWORD }, 'The two passwords are not the same.'],
    ] as const) {
      const answer = await send(client, '/account/password', changeOfPassword(over));
      expect(textOf(await answer.text())).toContain(words);
    }
    expect(await stored(id)).toEqual(before);
  });
});

describe('a login during which the account changes', () => {
  /**
   * Logs in with the old password, and changes the account between the check of the password and
   * the start of the session. The change holds the write lock, and the login waits for that lock.
   */
  async function changeDuringLogin(username: string, change: SQL[]) {
    const attempts = () => market().value(sql`select total(failures) from login_failures`);
    const before = await attempts();
    const client = market().visitor();
    const answered = client.post('/login', { username, password: PASSWORD });
    let isAnswered = false;
    answered.finally(() => {
      isAnswered = true;
    });
    const lock = createClient({ url: market().server.databaseUrl, concurrency: 1, timeout: 1_000 });
    try {
      // The login counts its attempt just before bcrypt compares the password.
      while ((await attempts()) === before) await pause(2);
      const transaction = await lock.transaction('write');
      await pause(1_000);
      expect(isAnswered).toBe(false);
      const dialect = new SQLiteAsyncDialect();
      for (const statement of change) {
        const { sql: text, params } = dialect.sqlToQuery(statement);
        await transaction.execute({ sql: text, args: params as InValue[] });
      }
      await transaction.commit();
    } finally {
      lock.close();
    }
    return { client, answer: await answered };
  }

  it.each([
    ['changes', sql`password_hash = ${hashSync(NEW_PASSWORD, 4)}`, NEW_PASSWORD],
    ['is deleted with the account', sql`password_hash = null, closed_at = 1`, null],
  ])('leaves no session when the password %s', async (_, change, password) => {
    const username = uniqueName('race');
    await newMember(market().url, username);
    const id = Number(await market().value(sql`select id from users where username = ${username}`));
    const { client, answer } = await changeDuringLogin(username, [
      sql`update users set ${change} where id = ${id}`,
      sql`delete from sessions where user_id = ${id}`,
    ]);
    expect(await market().value(sql`select count(*) from sessions where user_id = ${id}`)).toBe(0);
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toContain('Login failed. Check username and password.');
    expect(await isLoggedIn(client)).toBe(false);
    if (password === null) return;
    expect(whereTo(await client.post('/login', { username, password }))).toBe('/market');
  });

  it('succeeds when other data of the account changes', async () => {
    const username = uniqueName('race');
    await newMember(market().url, username);
    const { client, answer } = await changeDuringLogin(username, [
      sql`update users set credit_word = 'shell', credit_words = 'shells' where username = ${username}`,
    ]);
    expect(whereTo(answer)).toBe('/market');
    expect(await isLoggedIn(client)).toBe(true);
  });
});

describe('a new username or email address', () => {
  it('is valid at once', async () => {
    const { client, id } = await market().addBuyer();
    const username = uniqueName('Renamed');
    const email = `${username}@example.org`;
    const current_password = PASSWORD;
    expect(whereTo(await send(client, '/account/username', { username, current_password }))).toBe(
      '/account',
    );
    expect(await page(client, '/account')).toContain(`You are ${username} from now on.`);
    await send(client, '/account/email', { email, current_password });
    expect(await stored(id)).toMatchObject({ username, email });
    expect(await isLoggedIn(await anotherBrowser(username.toUpperCase()))).toBe(true);
    expect((await client.get(`/members/${username}`)).status).toBe(200);
  });

  it('is refused when it looks like the name or address of another member', async () => {
    const [one, other] = await market().addBuyers(2);
    if (!one || !other) throw new Error('Nobody there.');
    const before = await stored(one.id);
    const taken = await stored(other.id);
    const current_password = PASSWORD;
    for (const [path, fields, words] of [
      [
        '/account/username',
        { username: String(taken?.username).toUpperCase(), current_password },
        'This username is taken.',
      ],
      [
        '/account/email',
        { email: String(taken?.email).toUpperCase(), current_password },
        'There is already an account with this email address.',
      ],
    ] as const) {
      const answer = await send(one.client, path, fields);
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toContain(words);
    }
    expect(await stored(one.id)).toEqual(before);
  });
});

describe('words for credits', () => {
  const WRONG_WORDS = { credit_word: 'gold <b>', credit_words: 'gold' };

  async function sendWords(client: Client, fields: Record<string, string>) {
    const { data } = await formOf(client, '/account/words', 'credit_words');
    for (const [field, value] of Object.entries(fields)) data.set(field, value);
    return client.post('/account/words', data);
  }

  it('are used in every amount that their member reads, and for nobody else', async () => {
    const [one, other] = await market().addBuyers(2);
    if (!one || !other) throw new Error('Nobody there.');
    const [kept, offered, tooExpensive] = (await market().addItems(2, 5)).concat(
      await market().addItem(2_000),
    );
    const { client } = one;
    const answer = await sendWords(client, { credit_word: 'shell', credit_words: 'shells' });
    expect(whereTo(answer)).toBe('/account');
    const account = await page(client, '/account');
    expect(account).toContain('You have 1,000 shells.');
    expect(account).toContain('1 shell, 2 shells');

    await client.post('/market', { purchase_item: String(tooExpensive) });
    expect(await page(client, '/market')).toMatch(
      /You don’t have enough shells to buy .*: it costs 2,000 and your budget is 1,000 shells\./,
    );
    await client.post('/market', { purchase_item: String(kept), price: '4' });
    expect(await page(client, '/market')).toMatch(/has changed from 4 to 5 shells\./);
    await client.post('/market', { purchase_item: String(kept) });
    await client.post('/market', { purchase_item: String(offered) });
    const offer = await formOf(client, `/items/${offered}/list`, 'asking_price');
    offer.data.set('asking_price', '1');
    await client.post(`/items/${offered}/list`, offer.data);
    await other.client.post('/market', { purchase_item: String(offered) });
    await other.client.get('/market');
    const own = [
      ['/', 'You have 991 shells to spend'],
      ['/market', 'You have 991 shells to spend'],
      ['/items', '5 shells'],
      [`/items/${kept}`, 'takes it back for 5 shells'],
      [`/items/${kept}/sell-back`, '996 shells'],
      [`/items/${kept}/list`, 'take it back for 5 shells'],
      [`/items/${tooExpensive}/buy`, 'enough shells: 1,009 shells short'],
      ['/stars', 'how many shells are missing'],
      ['/inbox', 'bought it for 1 shell.'],
      ['/statement', 'You have 991 shells: 1,001 shells came in'],
      ['/account/close', 'Your shells'],
    ] as const;
    for (const [path, words] of own) {
      const text = await page(client, path);
      expect(text, path).toContain(words);
      expect(text, path).not.toMatch(/\d credits?\b/);
      expect(await page(other.client, path), path).not.toContain('shell');
      expect(await page(market().visitor(), path), path).not.toContain('shell');
    }
    expect(await page(other.client, '/market')).toContain('You have 999 credits to spend');
    expect(await (await client.get('/account/data')).text()).toContain('"creditWords": "shells"');

    expect(whereTo(await sendWords(client, { credit_word: '', credit_words: '' }))).toBe(
      '/account',
    );
    expect(await page(client, '/account')).toContain('You have 991 credits.');
  });

  it('with wrong characters are refused at the field, and nothing changes', async () => {
    const { client, id } = await market().addBuyer();
    const answer = await sendWords(client, WRONG_WORDS);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('Use letters and signs like €, and spaces between them.');
    expect(html).toContain('value="gold &lt;b&gt;"');
    expect(await market().value(sql`select credit_words from users where id = ${id}`)).toBeNull();
  });
});

describe('the sessions of an account', () => {
  const PHONE = 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0';

  it('are listed with their devices, and can be ended one by one', async () => {
    const { username, client } = await market().addBuyer();
    const phone = await anotherBrowser(username, PHONE);
    const text = await page(client, '/account');
    expect(text).toMatch(/Unknown device\s*, this session/);
    expect(text).toContain('Firefox on Android');
    const form = await formOf(client, '/account', 'session');
    expect(whereTo(await client.post('/account', form.data))).toBe('/account');
    expect(await isLoggedIn(phone)).toBe(false);
    expect(await isLoggedIn(client)).toBe(true);
    expect(await page(client, '/account')).not.toContain('Firefox on Android');
  });

  it('can be ended all at once, except the current session', async () => {
    const { username, client } = await market().addBuyer();
    const others = [await anotherBrowser(username), await anotherBrowser(username)];
    const html = await (await client.get('/account')).text();
    const [, content = ''] =
      /<form\b[^>]*>((?:(?!<\/form>)[\s\S])*End all others)/.exec(html) ?? [];
    const data = new FormData();
    for (const [, name = ''] of content.matchAll(/name="([^"]*)"/g)) data.set(name, '');
    expect(whereTo(await client.post('/account', data))).toBe('/account');
    expect(await Promise.all(others.map(isLoggedIn))).toEqual([false, false]);
    expect(await isLoggedIn(client)).toBe(true);
  });

  it('have the time of their last use', async () => {
    const { client, id } = await market().addBuyer();
    const long = Date.now() - 3_600_000;
    await market().withDatabase(({ write }) =>
      write([sql`update sessions set created_at = ${long} where user_id = ${id}`]),
    );
    await client.get('/market');
    await expect
      .poll(() => market().value(sql`select last_used_at from sessions where user_id = ${id}`))
      .toBeGreaterThan(long);
  });
});

describe('a member’s data', () => {
  it('is a file with all of their data, without passwords and session tokens', async () => {
    const { client, id, username } = await market().addBuyer();
    const item = await market().addItem(5);
    await client.post('/market', { purchase_item: String(item) });
    const answer = await client.get('/account/data');
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data.json"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      profile: { id, username, budget: 995 },
      items: [{ id: item }],
      sessions: [{}],
      stars: [],
      notices: [],
      transfers: [
        { kind: 'opening', change: 1_000, budget: 1_000 },
        { kind: 'purchase', change: -5, budget: 995, item: { id: item } },
      ],
    });
    const hash = await market().value<string>(
      sql`select token_hash from sessions where user_id = ${id}`,
    );
    for (const secret of [hash, client.cookie('market-session'), '$2', 'password']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a closed account', () => {
  it('ends with all its sessions, and gives its items and credits to the market', async () => {
    const { client, id, username } = await market().addBuyer();
    const copy = await anotherBrowser(username);
    const item = await market().addItem(300);
    await client.post('/market', { purchase_item: String(item) });
    const text = await page(client, '/account/close');
    expect(text).toContain('1 item');
    expect(text).toContain('700 credits');

    const answer = await send(client, '/account/close', { current_password: PASSWORD });
    expect(whereTo(answer)).toBe('/');
    expect(client.cookie('market-session')).toBeUndefined();
    expect(await page(client, '/')).toContain('Your account is closed.');
    expect(await isLoggedIn(copy)).toBe(false);
    expect(await market().budgetOf(id)).toBe(0);
    expect(await market().ownerOf(item)).toBeNull();
    const again = await market().visitor().post('/login', { username, password: PASSWORD });
    expect(again.status).toBe(200);
    const { client: other } = await market().addBuyer();
    for (const path of [`/members/${username}`, '/members/Closed%20account']) {
      expect(whereTo(await other.get(path))).toBe('/status/not-found');
    }
  });
});

describe('a member’s page', () => {
  it('shows every member the offered items with their asking prices', async () => {
    const [seller, reader] = await market().addBuyers(2);
    if (!seller || !reader) throw new Error('Nobody there.');
    const [offered, kept] = await market().addItems(2, 5);
    for (const item of [offered, kept]) {
      await seller.client.post('/market', { purchase_item: String(item) });
    }
    await market().withDatabase(({ write }) =>
      write([sql`update items set asking_price = 77 where id = ${offered}`]),
    );
    const html = await (await reader.client.get(`/members/${seller.username}`)).text();
    expect(textOf(html)).toMatch(/Has been here since .*, and traded 2 times\./);
    expect(html).toContain(`href="/items/${offered}"`);
    expect(html).not.toContain(`href="/items/${kept}"`);
    expect(textOf(html)).toContain('77 credits');
    expect(textOf(html)).not.toContain(`${seller.username.toLowerCase()}@example.org`);
  });

  it.each(['Zoë Ⅳ', 'a/b?c#d', '100% <b>', '..', '. .', 'a\\b', '%2e%2e', '日本 語', '&amp;'])(
    'has a working address for the name %s',
    async (name) => {
      const { client, id } = await market().addBuyer();
      await send(client, '/account/username', { username: name, current_password: PASSWORD });
      expect(await stored(id)).toMatchObject({ username: name });
      const html = await (await client.get('/account')).text();
      const [, path = ''] = /href="(\/members\/[^"]*)"/.exec(html) ?? [];
      const answer = await client.get(path);
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toContain('You have been here since');
    },
  );

  it('redirects from a name that looks alike to its own address', async () => {
    const { client } = await market().addBuyer();
    const username = uniqueName('Straße');
    await send(client, '/account/username', { username, current_password: PASSWORD });
    const written = username.replace('Straße', 'STRASSE');
    const answer = await client.get(`/members/${encodeURIComponent(written)}?before=9`);
    expect(whereTo(answer)).toBe(`/members/${encodeURIComponent(username)}?before=9`);
    for (const odd of ['nobody-of-this-name', '%00', 'x'.repeat(3_000)]) {
      expect(whereTo(await client.get(`/members/${odd}`)), odd).toBe('/status/not-found');
    }
    expect((await client.get('/members/%ff')).status).toBe(404);
  });
});
