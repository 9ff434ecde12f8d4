import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { picture } from '../../testing/pictures.ts';
import { newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { addLoginCode } from '../support/members.ts';
import { sendPhotos } from '../support/photos.ts';
import { type Buyer, type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();
const behindProxy = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

/** The headers of forms that other sites send. */
const FOREIGN: [string, Record<string, string>][] = [
  ['a foreign Origin', { origin: 'http://evil.example' }],
  ['a foreign Origin of the same name', { origin: 'http://127.0.0.1.evil.example' }],
  ['our host with another port', { origin: 'http://127.0.0.1:1' }],
  ['the Origin null', { origin: 'null' }],
  ['no Origin, but Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ['no Origin, but the Sec-Fetch-Site of a neighbouring host', { 'sec-fetch-site': 'same-site' }],
  [
    'a foreign Origin that X-Forwarded-Host agrees with',
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
  ['a malformed Origin', { origin: 'evil' }],
];

type Sent = { path: string; form: Record<string, string> | FormData };
type FormUnderTest = { name: string; fill(market: Market, member: Buyer): Promise<Sent> };

const person = () => {
  const username = uniqueName('new');
  const email = `${username}@example.org`;
  return { username, email, password: PASSWORD, confirm_password: PASSWORD };
};

async function owned(on: Market, { client }: Buyer) {
  const item = await on.addItem(5);
  await client.post('/market', { purchase_item: String(item) });
  return item;
}

async function withPhotos(on: Market, member: Buyer) {
  const item = await owned(on, member);
  await sendPhotos(member.client, item, 2);
  return item;
}

async function withCode(on: Market, { id }: Buyer) {
  const code = await on.withDatabase((database) => addLoginCode(database, id));
  return { code, password: PASSWORD, confirm_password: PASSWORD };
}

/** The username in the valid forms of the login. */
const account = uniqueName('Account');

const PLAIN: FormUnderTest[] = [
  { name: 'register', fill: async () => ({ path: '/register', form: person() }) },
  {
    name: 'login',
    fill: async () => ({ path: '/login', form: { username: account, password: PASSWORD } }),
  },
  {
    name: 'join',
    fill: async (on, member) => ({ path: '/join', form: await withCode(on, member) }),
  },
  {
    name: 'buy',
    fill: async (on) => ({
      path: '/market',
      form: { purchase_item: String(await on.addItem(5)) },
    }),
  },
  {
    name: 'sell back',
    fill: async (on, member) => ({
      path: '/market',
      form: { sell_item: String(await owned(on, member)) },
    }),
  },
  { name: 'logout', fill: async () => ({ path: '/logout', form: {} }) },
  {
    name: 'add an item',
    fill: async () => ({
      path: '/items/new',
      form: { name: uniqueName('Boat '), description: '', asking_price: '7' },
    }),
  },
  {
    name: 'remove a photo',
    async fill(on, member) {
      const item = await withPhotos(on, member);
      const photo = await on.value(sql`select max(id) from photos where item_id = ${item}`);
      return { path: `/items/${item}/photos`, form: { remove: String(photo) } };
    },
  },
];

const ACTIONS: FormUnderTest[] = [
  {
    name: 'register',
    async fill(on) {
      const { path, data } = await formOf(on.visitor(), '/register', 'username');
      for (const [name, value] of Object.entries(person())) data.set(name, value);
      return { path, form: data };
    },
  },
  {
    name: 'login',
    async fill(on) {
      const { path, data } = await formOf(on.visitor(), '/login', 'username');
      data.set('username', account);
      data.set('password', PASSWORD);
      return { path, form: data };
    },
  },
  {
    name: 'join',
    async fill(on, member) {
      const { path, data } = await formOf(on.visitor(), '/join', 'code');
      for (const [name, value] of Object.entries(await withCode(on, member))) data.set(name, value);
      return { path, form: data };
    },
  },
  {
    name: 'buy',
    async fill(on, { client }) {
      const page = `/items/${await on.addItem(5)}/buy`;
      const { path, data } = await formOf(client, page, 'purchase_item');
      return { path, form: data };
    },
  },
  {
    name: 'sell back',
    async fill(on, member) {
      const page = `/items/${await owned(on, member)}/sell-back`;
      const { path, data } = await formOf(member.client, page, 'sell_item');
      return { path, form: data };
    },
  },
  {
    name: 'add photos',
    async fill(on, member) {
      const page = `/items/${await owned(on, member)}/photos`;
      const { path, data } = await formOf(member.client, page, 'photos');
      data.set('photos', new File([new Uint8Array(await picture())], 'x.jpg'));
      return { path, form: data };
    },
  },
];

/** All data that a form could change. */
const everything = (on: Market) =>
  on.rows(sql`
    select (select count(*) from users) users, (select count(*) from transfers) transfers,
      (select count(*) from sessions) sessions, (select count(*) from login_failures) failures,
      (select group_concat(code_hash) from login_codes) codes,
      (select group_concat(id || ':' || ifnull(owner_id, '-')) from items) owners,
      (select group_concat(id) from photos) photos`);

/** The client that sends a form: a visitor for the forms of visitors, or else the member. */
const senderOf = (on: Market, { name }: FormUnderTest, member: Buyer) =>
  ['register', 'login', 'join'].includes(name) ? on.visitor() : member.client;

describe.each([
  ['plain form', PLAIN],
  ['form of a page, without JavaScript', ACTIONS],
])('a %s', (_, forms) => {
  describe.each(forms)('to $name', (form) => {
    it('works from our own page, and without an Origin', async () => {
      if (form.name === 'login') await newMember(market().url, account).catch(() => null);
      const ways: Record<string, string>[] = [
        { origin: market().url, 'sec-fetch-site': 'same-origin' },
        {},
      ];
      for (const headers of ways) {
        const member = await market().addBuyer();
        const { path, form: data } = await form.fill(market(), member);
        const before = await everything(market());
        const answer = await senderOf(market(), form, member).post(path, data, headers);
        expect([302, 303]).toContain(answer.status);
        expect(await everything(market())).not.toEqual(before);
      }
    });

    it.each(FOREIGN)('is refused with %s', async (_, headers) => {
      const member = await market().addBuyer();
      const { path, form: data } = await form.fill(market(), member);
      const before = await everything(market());
      const answer = await senderOf(market(), form, member).post(path, data, headers);
      expect(await everything(market())).toEqual(before);
      expect(answer.status).toBe(403);
      expect(answer.headers.getSetCookie().join()).not.toContain('market-session');
      expect(textOf(await answer.text())).toContain('another site');
    });
  });
});

describe('behind a proxy', () => {
  const host = { 'x-forwarded-host': 'market.example', 'x-forwarded-proto': 'https' };

  it('a form is accepted only with the Origin of the host that the proxy names', async () => {
    const member = await behindProxy().addBuyer();
    member.client.setCookie('__Host-market-session', member.client.cookie('market-session') ?? '');
    const item = String(await behindProxy().addItem(5));
    const send = (origin: string) =>
      member.client.post('/market', { purchase_item: item }, { ...host, origin });
    expect((await send('https://evil.example')).status).toBe(403);
    expect((await send(behindProxy().url)).status).toBe(403);
    expect(await behindProxy().ownerOf(Number(item))).toBeNull();
    expect((await send('https://market.example')).headers.get('location')).toBe('/market');
    expect(await behindProxy().ownerOf(Number(item))).toBe(member.id);
  });
});

describe('a form of a page', () => {
  it.each([
    ['an unknown action', () => randomBytes(21).toString('hex')],
    ['an action that is no id', () => 'x'],
    ['an empty action', () => ''],
  ])('with %s changes nothing, and causes no server error', async (_, id) => {
    const member = await market().addBuyer();
    const data = new FormData();
    data.set(`$ACTION_ID_${id()}`, '');
    data.set('purchase_item', String(await market().addItem(5)));
    const before = await everything(market());
    const answer = await member.client.post('/market', data);
    expect(answer.status).toBeLessThan(500);
    expect(await everything(market())).toEqual(before);
  });

  it('with an unknown action in a header changes nothing', async () => {
    const member = await market().addBuyer();
    const before = await everything(market());
    for (const id of [randomBytes(21).toString('hex'), 'x', '', '__proto__']) {
      const answer = await member.client.post('/market', { 0: '[]' }, { 'next-action': id });
      expect(answer.status).toBeLessThan(500);
    }
    expect(await everything(market())).toEqual(before);
  });
});

describe('a form that is too large', () => {
  it.each(['/register', '/login', '/join', '/market'])(
    'is refused at %s with a page',
    async (path) => {
      const { client } = await market().addBuyer();
      const answer = await client.post(path, { username: 'x'.repeat(1_100_000) });
      expect(answer.status).toBe(413);
      expect(textOf(await answer.text())).toContain('too much to carry');
    },
  );

  it('is refused without an announced length', async () => {
    const { client } = await market().addBuyer();
    const answer = await fetch(new URL('/login', market().url), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `market-session=${client.cookie('market-session')}`,
      },
      body: new Blob([`username=${'x'.repeat(1_100_000)}`]).stream(),
      duplex: 'half',
      signal: AbortSignal.timeout(30_000),
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('is refused as a form of a page, too', async () => {
    const { path, data } = await formOf(market().visitor(), '/register', 'username');
    data.set('username', 'x'.repeat(1_100_000));
    const answer = await market().visitor().post(path, data);
    expect(answer.status).toBe(413);
    expect(textOf(await answer.text())).toContain('too much to carry');
  });
});
