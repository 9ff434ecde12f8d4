import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** The username of a member, and a client that is logged in as this member. */
let username: string;
let member: Client;

beforeAll(async () => {
  ({ username, client: member } = await market().addBuyer());
});

const locationOf = (answer: Response) => answer.headers.get('location');
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

/** The value of an input in a page. */
function inputOf(html: string, name: string): string | undefined {
  const tag = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return /value="([^"]*)"/.exec(tag)?.[1];
}

describe('the home page', () => {
  it.each(['/', '/home'])('is at %s for visitors and members', async (path) => {
    const visitor = await market().visitor().get(path);
    expect(visitor.status).toBe(200);
    expect(textOf(await visitor.text())).toContain('Create account');
    const { client } = await market().addBuyer();
    expect(await page(client, path)).toContain('Go to the market');
  });
});

describe('registering', () => {
  it('logs in, and leads to the market with a message', async () => {
    const client = market().visitor();
    expect((await client.get('/register')).status).toBe(200);
    const form = registration();
    const answer = await client.post('/register', form);
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/market');
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
    ['a username with an invisible character', { username: 'a\u200bb' }, 'signs that can be seen'],
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
    ['two different passwords', { confirm_password: 'other' }, 'not the same'],
  ])('refuses %s at its field, and keeps the other fields', async (_, over, message) => {
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

  it.each(['/register', '/login'])('at %s asks for missing fields', async (path) => {
    const answer = await market().visitor().post(path, {});
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toMatch(/Enter (a|your) username/);
  });

  it('refuses a taken username, a taken email address, or both', async () => {
    const email = `${username}@example.org`;
    const refusalFor = async (over: Record<string, string>) =>
      textOf(
        await (
          await market()
            .visitor()
            .post('/register', { ...registration(), ...over })
        ).text(),
      );
    expect(await refusalFor({ username: username.toUpperCase() })).toContain(
      'This username is taken.',
    );
    expect(await refusalFor({ email: email.toUpperCase() })).toContain('already an account with');
    expect(await refusalFor({ username, email })).toContain(
      'username and this email address are taken',
    );
  });
});

describe('logging in', () => {
  it('leads to the market, and shows its message once', async () => {
    const client = market().visitor();
    expect((await client.get('/login')).status).toBe(200);
    const answer = await client.post('/login', { username, password: PASSWORD });
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/market');
    expect(await page(client, '/market')).toContain('Login successful!');
    expect(await page(client, '/market')).not.toContain('Login successful!');
  });

  it('gives the same message for a wrong password and for an unknown username', async () => {
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
    'send a visitor from %s to the login, and from there back',
    async (path) => {
      const client = market().visitor();
      const answer = await client.get(path);
      expect(answer.status).toBe(307);
      expect(locationOf(answer)).toBe(`/login?next=${encodeURIComponent(path)}`);
      const login = locationOf(answer) ?? '';
      const html = await (await client.get(login)).text();
      expect(textOf(html)).toContain('Please log in to access this page.');
      expect(inputOf(html, 'next')).toBe(path);
      const next = { username, password: PASSWORD, next: path };
      expect(locationOf(await client.post(login, next))).toBe(path);
    },
  );

  it('refuse a visitor’s post', async () => {
    const item = await market().addItem(5);
    const answer = await market()
      .visitor()
      .post('/market', { purchase_item: String(item) });
    // With 307 or 308, the browser would post the purchase to the login.
    expect([302, 303]).toContain(answer.status);
    expect(locationOf(answer)).toBe('/login?next=%2Fmarket');
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
  ])('never send a member to another site: %s', async (next) => {
    const answer = await market().visitor().post('/login', { username, password: PASSWORD, next });
    const there = new URL(locationOf(answer) ?? '', market().url);
    expect(there.origin).toBe(market().url);
    const already = await member.get(`/login?next=${encodeURIComponent(next)}`);
    expect(new URL(locationOf(already) ?? '', market().url).origin).toBe(market().url);
  });
});

describe('the market', () => {
  it('lists the items for sale and the member’s own items', async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(7);
    const name = await market().value<string>(sql`select name from items where id = ${item}`);
    expect(await page(client, '/market')).toContain(`${name}`);
    await client.post('/market', { purchase_item: String(item) });
    const text = await page(client, '/market');
    expect(text.slice(text.indexOf('Your items', text.indexOf('For sale')))).toContain(`${name}`);
    expect(await page(client, '/items')).toContain(`${name}`);
  });

  it('sells an item and takes it back, each with a message', async () => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(600);
    const name = await market().value<string>(sql`select name from items where id = ${item}`);
    const bought = await client.post('/market', { purchase_item: String(item) });
    expect(bought.status).toBe(302);
    expect(locationOf(bought)).toBe('/market');
    expect(await page(client, '/market')).toContain(`Purchased ${name}!`);
    expect(await market().budgetOf(id)).toBe(400);
    const sold = await client.post('/market', { sell_item: String(item) });
    expect(sold.status).toBe(302);
    expect(locationOf(sold)).toBe('/market');
    expect(await page(client, '/market')).toContain(`Sold ${name} back to the market!`);
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it.each([
    [
      'an item above the budget',
      (own: number[]) => ({ purchase_item: `${own[0]}` }),
      'enough credits',
    ],
    [
      'another price than the form has',
      (own: number[]) => ({ purchase_item: `${own[1]}`, price: '4' }),
      'has changed from 4 to 5 credits',
    ],
    ['an unknown item', () => ({ purchase_item: '99999999' }), 'There is no such item.'],
    ['an id that is no number', () => ({ purchase_item: 'x' }), 'There is no such item.'],
    [
      'the sale of an item that the member does not own',
      (own: number[]) => ({ sell_item: `${own[1]}` }),
      'not yours to sell',
    ],
    ['a form without an item', () => ({}), 'There is no such item.'],
  ])('refuses %s with a message, and changes nothing', async (_, form, message) => {
    const { client, id } = await market().addBuyer();
    const items = [await market().addItem(1_001), await market().addItem(5)];
    const answer = await client.post('/market', form(items));
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe('/market');
    expect(await page(client, '/market')).toContain(message);
    expect(await page(client, '/market')).not.toContain(message);
    expect(await market().budgetOf(id)).toBe(1_000);
  });

  it.each(['GET', 'HEAD'])(
    'changes nothing on %s, with fields of a purchase in the URL',
    async (method) => {
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
    },
  );

  it.each(['PUT', 'DELETE', 'PATCH'])('changes nothing on %s', async (method) => {
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
