import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** Somebody who has an account, and is logged in with `member`. */
let username: string;
let member: Client;

beforeAll(async () => {
  ({ username, client: member } = await market().addBuyer());
});

const wanted = (answer: Response) => answer.headers.get('location');
const count = (table: string) => market().value(sql.raw(`select count(*) from ${table}`));
const page = async (client: Client, path: string) => textOf(await (await client.get(path)).text());

function registration(over: Record<string, string> = {}) {
  const name = uniqueName('new');
  return {
    username: name,
    email: `${name}@example.org`,
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

  it.each(['/register', '/login'])(
    'at %s asks for fields that are not there at all',
    async (path) => {
      const answer = await market().visitor().post(path, {});
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toMatch(/Enter (a|your) username/);
    },
  );

  it('refuses a name, an address, or both that somebody has', async () => {
    const email = `${username}@example.org`;
    const tell = async (over: Record<string, string>) =>
      textOf(
        await (
          await market()
            .visitor()
            .post('/register', { ...registration(), ...over })
        ).text(),
      );
    expect(await tell({ username: username.toUpperCase() })).toContain('This username is taken.');
    expect(await tell({ email: email.toUpperCase() })).toContain('already an account with');
    expect(await tell({ username, email })).toContain('username and this email address are taken');
  });
});

describe('logging in', () => {
  it('goes to the market with a word, and says it once', async () => {
    const client = market().visitor();
    expect((await client.get('/login')).status).toBe(200);
    const answer = await client.post('/login', { username, password: PASSWORD });
    expect(answer.status).toBe(302);
    expect(wanted(answer)).toBe('/market');
    expect(await page(client, '/market')).toContain('Login successful!');
    expect(await page(client, '/market')).not.toContain('Login successful!');
  });

  it('says the same of a wrong password and of a name that nobody has', async () => {
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
});

describe('pages of members', () => {
  it.each(['/market', '/market?before=30', '/market?q=kite', '/items', '/items/3', '/items/3/buy'])(
    '%s sends a visitor to the login, and from there back',
    async (path) => {
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
    // A 307 or 308 would have the browser post the purchase to the login.
    expect([302, 303]).toContain(answer.status);
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
    const answer = await market().visitor().post('/login', { username, password: PASSWORD, next });
    const there = new URL(wanted(answer) ?? '', market().url);
    expect(there.origin).toBe(market().url);
    const already = await member.get(`/login?next=${encodeURIComponent(next)}`);
    expect(new URL(wanted(already) ?? '', market().url).origin).toBe(market().url);
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
