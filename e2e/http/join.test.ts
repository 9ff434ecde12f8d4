import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { FAILURE_LIMITS } from '../../lib/people/login/throttle.ts';
import { formatLoginCode } from '../../lib/people/login-codes/code.ts';
import { type Client, PASSWORD, textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { addLoginCode } from '../support/members.ts';
import { runMarket } from '../support/server.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

afterAll(() => market().expectValidLedger());

const NEW_PASSWORD = 'another horse battery';
const WRONG =
  'This code is wrong, used or too old. Check each letter, or ask whoever runs the market for a new one.';
/** A well-formed code that belongs to no account. */
const UNKNOWN_CODE = 'ACDE-FGHJ-KMNP';

const whereTo = (answer: Response) => answer.headers.get('location');
const codeOf = ({ id }: Buyer) => market().withDatabase((database) => addLoginCode(database, id));
const isLoggedIn = async (client: Client) => (await client.get('/market')).status === 200;
const from = (address: string) => ({ 'x-forwarded-for': address });
const hashOf = ({ id }: Buyer) =>
  market().value<string>(sql`select password_hash from users where id = ${id}`);

let addresses = 0;

/** An IP address from which no code has been tried. */
function newAddress(): string {
  addresses += 1;
  return `203.0.113.${addresses}`;
}

const withCode = (code: string, over: Record<string, string> = {}) => ({
  code,
  password: NEW_PASSWORD,
  confirm_password: NEW_PASSWORD,
  ...over,
});

const join = (client: Client, code: string, over: Record<string, string> = {}) =>
  client.post('/join', withCode(code, over), from(newAddress()));

/** Sends a code with the form of the page, as a browser without JavaScript does. */
async function joinByPage(client: Client, code: string) {
  const { path, data } = await formOf(client, '/join', 'code');
  for (const [name, value] of Object.entries(withCode(code))) data.set(name, value);
  return client.post(path, data, from(newAddress()));
}

const codeField = (html: string) => /<input[^>]*name="code"[^>]*>/.exec(html)?.[0] ?? '';

describe('a login code', () => {
  it.each([
    ['a plain post', join, 302],
    ['the page’s form', joinByPage, 303],
  ])('logs its member in and sets a new password, by %s', async (_, send, status) => {
    const member = await market().addBuyer();
    const client = market().visitor();
    const answer = await send(client, formatLoginCode(await codeOf(member)));
    expect(answer.status).toBe(status);
    expect(whereTo(answer)).toBe('/market');
    const line =
      answer.headers.getSetCookie().find((cookie) => cookie.startsWith('market-session=')) ?? '';
    expect(line).toMatch(/; HttpOnly/i);
    expect(line).toMatch(/; SameSite=Lax/i);
    expect(line).not.toMatch(/expires|max-age/i);
    const text = textOf(await client.follow(answer));
    expect(text).toContain('Your new password is set.');
    expect(text).toContain(member.username);
    const login = { username: member.username, password: NEW_PASSWORD };
    expect(whereTo(await market().visitor().post('/login', login))).toBe('/market');
    const old = { username: member.username, password: PASSWORD };
    expect((await market().visitor().post('/login', old)).status).toBe(200);
  });

  it('ends every earlier session of the member at once', async () => {
    const member = await market().addBuyer();
    const other = market().visitor();
    await other.post('/login', { username: member.username, password: PASSWORD });
    const stranger = await market().addBuyer();
    const item = await market().addItem(5);
    const sessions = [member.client, other];
    expect(await Promise.all(sessions.map(isLoggedIn))).toEqual([true, true]);

    const client = market().visitor();
    await join(client, await codeOf(member));
    for (const session of sessions) {
      const answer = await session.post('/market', { purchase_item: String(item) });
      expect(whereTo(answer)).toBe('/login?next=%2Fmarket');
      expect(await isLoggedIn(session)).toBe(false);
    }
    expect(await market().ownerOf(item)).toBeNull();
    expect(await isLoggedIn(client)).toBe(true);
    expect(await isLoggedIn(stranger.client)).toBe(true);
  });

  it('replaces the session of another member in the same browser', async () => {
    const [member, other] = await market().addBuyers(2);
    if (!member || !other) throw new Error('Nobody there.');
    const kept = market().visitor();
    kept.setCookie('market-session', other.client.cookie('market-session') ?? '');
    const page = textOf(await (await other.client.get('/join')).text());
    expect(page).toContain(`You are logged in as ${other.username}.`);
    await join(other.client, await codeOf(member));
    const shown = textOf(await (await other.client.get('/market')).text());
    expect(shown).toContain(member.username);
    expect(shown).not.toContain(other.username);
    expect(await isLoggedIn(kept)).toBe(false);
  });

  it('is accepted in upper and lower case, with or without dashes and spaces', async () => {
    for (const spellingOf of [
      (code: string) => code,
      (code: string) => code.toLowerCase(),
      (code: string) => ` ${formatLoginCode(code).replaceAll('-', ' – ')} `,
    ]) {
      const member = await market().addBuyer();
      expect(whereTo(await join(market().visitor(), spellingOf(await codeOf(member))))).toBe(
        '/market',
      );
    }
  });

  it('from the command line works', async () => {
    const { username } = await market().addBuyer();
    const { stdout } = await runMarket(
      ['password', username.toUpperCase(), '--json'],
      market().server.databaseUrl,
    );
    const { code, path } = JSON.parse(stdout);
    const answer = await market().visitor().post(path, withCode(code), from(newAddress()));
    expect(whereTo(answer)).toBe('/market');
  });

  it('works once when ten clients use it at the same time', async () => {
    const member = await market().addBuyer();
    const code = await codeOf(member);
    const clients = Array.from({ length: 10 }, () => market().visitor());
    const answers = await Promise.all(
      clients.map((client, index) => {
        const password = `password number ${index}`;
        return join(client, code, { password, confirm_password: password });
      }),
    );
    const winners = answers.filter((answer) => whereTo(answer) === '/market');
    expect(winners).toHaveLength(1);
    expect((await Promise.all(clients.map(isLoggedIn))).filter(Boolean)).toHaveLength(1);
    const winner = answers.findIndex((answer) => whereTo(answer) === '/market');
    const login = { username: member.username, password: `password number ${winner}` };
    expect(whereTo(await market().visitor().post('/login', login))).toBe('/market');
  });
});

describe('a refused login code', () => {
  it('gets the same message when it is wrong, used, replaced, expired or of a closed account', async () => {
    const members = await market().addBuyers(4);
    const [used, replaced, expired, closed] = members;
    if (!used || !replaced || !expired || !closed) throw new Error('Nobody there.');
    const codes = await Promise.all(members.map(codeOf));
    await join(market().visitor(), codes[0] ?? '');
    await codeOf(replaced);
    await market().withDatabase(({ write }) =>
      write([
        sql`update login_codes set expires_at = ${Date.now() - 1} where user_id = ${expired.id}`,
        sql`update users set closed_at = 1 where id = ${closed.id}`,
      ]),
    );
    const hashes = await Promise.all(members.map(hashOf));
    const pages: string[] = [];
    for (const code of [...codes, UNKNOWN_CODE]) {
      const client = market().visitor();
      const answer = await join(client, code);
      expect(answer.status).toBe(200);
      expect(client.cookie('market-session')).toBeUndefined();
      const html = await answer.text();
      expect(codeField(html)).toContain(`value="${code}"`);
      expect(codeField(html)).toContain('aria-invalid="true"');
      pages.push(textOf(html));
    }
    expect(pages[0]).toContain(WRONG);
    expect(pages[0]).toContain('One field needs your attention.');
    expect(new Set(pages).size).toBe(1);
    expect(await Promise.all(members.map(hashOf))).toEqual(hashes);
  });

  it.each([
    ['no code', { code: '' }, 'Enter your login code.'],
    ['an incomplete code', { code: 'ACDE-FG' }, 'A login code has 12 letters and digits.'],
    ['a short password', { password: 'short', confirm_password: 'short' }, 'Use at least 8'],
    ['two different passwords', { confirm_password: PASSWORD }, 'are not the same.'],
    ['no password', { password: '', confirm_password: '' }, 'Enter a password.'],
  ])('with %s shows the error, and the code can still be used', async (_, over, words) => {
    const member = await market().addBuyer();
    const code = await codeOf(member);
    for (const send of [
      () => join(market().visitor(), code, over),
      async () => {
        const { path, data } = await formOf(market().visitor(), '/join', 'code');
        for (const [name, value] of Object.entries(withCode(code, over))) data.set(name, value);
        return market().visitor().post(path, data);
      },
    ]) {
      const answer = await send();
      expect(answer.status).toBe(200);
      const html = await answer.text();
      expect(textOf(html)).toContain(words);
      expect(html).not.toContain(NEW_PASSWORD);
      if (!('code' in over)) expect(codeField(html)).toContain(`value="${code}"`);
    }
    expect(whereTo(await join(market().visitor(), code))).toBe('/market');
  });

  it('with missing fields asks for these fields', async () => {
    const answer = await market().visitor().post('/join', {});
    expect(answer.status).toBe(200);
    const text = textOf(await answer.text());
    for (const words of ['3 fields need', 'Enter your login code.', 'Enter a password.']) {
      expect(text).toContain(words);
    }
  });

  it('blocks its address for login codes after many attempts, but not for logins', async () => {
    const member = await market().addBuyer();
    const code = await codeOf(member);
    const address = from('198.51.100.1');
    const statuses: number[] = [];
    for (let time = 0; time <= FAILURE_LIMITS.codes; time += 1) {
      const answer = await market().visitor().post('/join', withCode(UNKNOWN_CODE), address);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array(FAILURE_LIMITS.codes).fill(200), 429]);
    const right = await market().visitor().post('/join', withCode(code), address);
    expect(right.status).toBe(429);
    expect(textOf(await right.text())).toContain('Too many wrong attempts');
    const login = { username: member.username, password: PASSWORD };
    expect(whereTo(await market().visitor().post('/login', login, address))).toBe('/market');
    expect(whereTo(await join(market().visitor(), code))).toBe('/market');
  });
});

describe('the page for login codes', () => {
  it('fills in a code from its URL, and no text that is too long', async () => {
    const at = async (query: string) =>
      codeField(await (await market().visitor().get(`/join${query}`)).text());
    expect(await at('?code=abcd-efgh')).toContain('value="abcd-efgh"');
    expect(await at('?code=%22%3E%3Cscript%3E')).toContain('value="&quot;&gt;&lt;script&gt;"');
    for (const query of ['', `?code=${'x'.repeat(51)}`, '?code=a&code=b', '?other=a']) {
      expect((await at(query)).replace('value=""', '')).not.toContain('value=');
    }
  });

  it('forbids caches and search engines, and never sends the code to another site', async () => {
    const answer = await market().visitor().get(`/join?code=${UNKNOWN_CODE}`);
    expect(answer.headers.get('cache-control')).toMatch(/no-store/);
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    const html = await answer.text();
    expect(html).toMatch(/<meta name="robots" content="noindex/);
    for (const [, address = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/g)) {
      expect(address).not.toContain(UNKNOWN_CODE);
      expect(address).toMatch(/^(?:\/(?!\/)|#)/);
    }
  });

  it('is linked on the login page', async () => {
    expect(await (await market().visitor().get('/login')).text()).toContain('href="/join"');
  });
});

it('no page, database file or log contains the code or the password in clear text', async () => {
  const member = await market().addBuyer();
  const code = await codeOf(member);
  const client = market().visitor();
  const refused = await (await join(client, code, { confirm_password: 'other' })).text();
  const answer = await join(client, formatLoginCode(code));
  const headers = JSON.stringify([...answer.headers]);
  const shown = [headers, await answer.text(), await client.follow(answer)];
  for (const path of ['/account', '/account/data', '/statement', '/join']) {
    shown.push(await (await client.get(path)).text());
  }
  const file = market().server.databaseUrl.replace('file:', '');
  const stored = [file, `${file}-wal`].map((name) => readFileSync(name, 'latin1')).join();
  expect(stored).toContain(member.username);
  for (const text of [...shown, stored, market().server.output()]) {
    expect(text).not.toContain(code);
    expect(text).not.toContain(formatLoginCode(code));
    expect(text).not.toContain(NEW_PASSWORD);
  }
  expect(refused).not.toContain(NEW_PASSWORD);
});
