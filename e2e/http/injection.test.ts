import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { QUERIES, SCRIPTS } from '../support/payloads.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** Every query parameter of the market, by path. */
const PARAMETERS = {
  '/market': ['q', 'from', 'category', 'sort', 'affordable', 'new', 'after', 'before'],
  '/items': ['after', 'before'],
  '/items/3/buy': ['back'],
  '/statement': ['month', 'after', 'before'],
  '/statement/csv': ['month'],
  '/inbox': ['after', 'before'],
  '/status/too-many-attempts': ['minutes'],
};

it.each([...SCRIPTS.slice(0, 4), ...QUERIES])(
  '%s stays text in every parameter, field and cookie, and changes nothing',
  async (text) => {
    const { client, username } = await market().addBuyer();
    const visitor = market().visitor();
    const before = await countAll();
    const part = encodeURIComponent(text);
    const addresses = [
      ...Object.entries(PARAMETERS).flatMap(([path, names]) =>
        names.map((name) => `${path}?${name}=${part}`),
      ),
      `/${part}`,
      `/items/${part}`,
      `/items/${part}/buy`,
      `/items/${part}/edit`,
      `/items/${part}/picture`,
      `/items/${part}/photos`,
      `/photos/${part}/large`,
      `/photos/1/${part}`,
      `/members/${part}`,
      `/members/${username}?after=${part}`,
      `/members/${username}?before=${part}`,
      `/status/${part}`,
    ];
    for (const address of addresses) {
      await expectHarmless(await client.get(address), text, address);
    }
    await expectHarmless(await visitor.get(`/login?next=${part}`), text, 'next');
    await expectHarmless(await visitor.get(`/join?code=${part}`), text, 'code');
    for (const [to, forms] of Object.entries(formsWith(text))) {
      for (const form of forms) {
        const sender = ['/login', '/register', '/join'].includes(to) ? visitor : client;
        await expectHarmless(await sender.post(to, form), text, JSON.stringify(form));
      }
    }
    const file = new FormData();
    for (const name of ['name', 'description', 'asking_price']) file.set(name, '1');
    file.set('photos', new File(['A text.'], text));
    await expectHarmless(await client.post('/items/new', file), text, 'the name of a file');
    for (const name of [sessionCookieName(false), 'market-theme', 'market-flash']) {
      const cookie = `${name}=${part}`;
      await expectHarmless(await visitor.get('/', { cookie }), text, cookie);
    }
    expect(await countAll()).toEqual(before);
  },
);

/**
 * The forms that scripts can post, with the text in each field. `odd-forms.test.ts` has other
 * forms.
 */
function formsWith(text: string): Record<string, Record<string, string>[]> {
  return {
    '/market': [
      { purchase_item: text },
      { sell_item: text },
      { purchase_item: '3', price: text },
      { purchase_item: '3', price: '1', key: text },
      { purchase_item: text, back: text },
    ],
    '/items/new': [{ name: text, description: text, asking_price: text, key: text, photos: text }],
    '/items/3/photos': [{ remove: text }, { first: text }, { photos: text, key: text }],
    '/theme': [{ theme: text }],
    '/login': [
      { username: text, password: '' },
      { username: '', password: text, next: text, remember: text },
    ],
    '/join': [
      { code: text, password: 'a password', confirm_password: 'a password' },
      { code: 'x', password: text, confirm_password: '' },
    ],
    '/register': [{ username: text, email: text, password: text, confirm_password: '' }],
  };
}

async function expectHarmless(answer: Response, text: string, where: string): Promise<void> {
  expect(answer.status, `${where}: ${text}`).toBeLessThan(500);
  const body = await answer.text();
  if (text.includes('<')) expect(body.includes(text), `${where}: ${text}`).toBe(false);
}

/** The number of members, items and transfers, and the sum of all budgets. */
async function countAll(): Promise<unknown> {
  const [counted] = await market().rows(
    sql`select (select count(*) from users) as users, (select sum(budget) from users) as budgets,
          (select count(*) from items) as items, (select count(*) from transfers) as transfers`,
  );
  return counted;
}
