import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { PATIENT, scaled } from '../../testing/scale.ts';
import { type Client, textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { builtPages } from '../support/routes.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

const REQUESTS = scaled(300, 10_000);
const AT_ONCE = 8;

const NO_STORE = /(^|,\s*)no-store(,|$)/;

/**
 * Fetches the content of a page as Next's router does, and follows Next's redirect to its own URL.
 */
async function fetchAsRouter(client: Client, path: string): Promise<Response> {
  const first = await client.get(path, { rsc: '1' });
  const again = first.headers.get('location');
  if (first.status !== 307 || !again?.includes('_rsc')) return first;
  await first.arrayBuffer();
  return client.get(again, { rsc: '1' });
}

describe('the answers to a member', () => {
  it('forbid caches: pages, and their content for the router', async () => {
    const { client } = await market().addBuyer();
    const item = await market().addItem(5);
    await client.post('/market', { purchase_item: String(item) });
    const paths = [...builtPages({ id: String(item), name: 'busy' }), '/nowhere'];
    for (const path of paths) {
      for (const answer of [await client.get(path), await fetchAsRouter(client, path)]) {
        await answer.arrayBuffer();
        const type = answer.headers.get('content-type');
        expect(answer.headers.get('cache-control'), `${path} ${type}`).toMatch(NO_STORE);
      }
    }
  });

  it('forbid caches: answers to forms', async () => {
    const { client } = await market().addBuyer();
    const [one, other] = await market().addItems(2, 5);
    const form = await formOf(client, `/items/${other}/buy`, 'purchase_item');
    const answers = [
      await client.post('/market', { purchase_item: String(one) }),
      await client.post(form.path, form.data),
      await client.post('/market', { purchase_item: '99999999' }),
      await client.post('/login', { username: '', password: '' }),
      await client.post('/register', {}),
      await client.post('/join', {}),
      await client.post('/login', {}, { origin: 'https://evil.example' }),
      await client.post('/market', new FormData()),
      await client.post('/theme', { theme: 'dark' }),
      await client.get('/logout', { 'sec-fetch-site': 'cross-site' }),
      await client.get('/market'),
      await client.post('/logout', {}),
      await client.get('/logout'),
    ];
    for (const answer of answers) {
      await answer.arrayBuffer();
      const what = `${answer.url} ${answer.status}`;
      expect(answer.headers.get('cache-control'), what).toMatch(NO_STORE);
    }
  });

  it('have no data of the member after the logout, even with the old cookie', async () => {
    const { client, username } = await market().addBuyer();
    const item = await market().addItem(5);
    await client.post('/market', { purchase_item: String(item) });
    const copy = market().visitor();
    copy.setCookie('market-session', client.cookie('market-session') ?? '');
    await client.post('/logout', {});
    for (const reader of [client, copy]) {
      for (const path of builtPages({ id: String(item), name: 'busy' })) {
        for (const answer of [await reader.get(path), await fetchAsRouter(reader, path)]) {
          const text = await answer.text();
          expect(text, path).not.toContain(username);
          expect(text, path).not.toContain('Your budget');
        }
      }
    }
  });
});

/** The ids of the members whose username is in a text. */
function whoseIs(text: string, members: readonly Buyer[]): number[] {
  return members.filter(({ username }) => text.includes(username)).map(({ id }) => id);
}

describe(`${REQUESTS} requests of two members at once`, () => {
  it('show each their own name, budget, items and one-time keys', PATIENT, async () => {
    const members = await market().addBuyers(2, 100_000);
    const items = await market().addItems(2, 5);
    const budgets = ['99,995', '88,884'];
    await market().withDatabase(({ write }) =>
      write([sql`update items set price = 11116 where id = ${items[1]}`]),
    );
    for (const [at, { client }] of members.entries()) {
      await client.post('/market', { purchase_item: String(items[at]) });
      await client.get('/market');
    }
    const free = await market().addItem(5);
    const names = await market().rows<{ id: number; name: string }>(
      sql`select id, name from items where id in (${items[0]}, ${items[1]})`,
    );
    const nameOf = (at: number) => names.find(({ id }) => id === items[at])?.name ?? '';
    const paths = ['/', '/market', '/items', `/items/${free}/buy`, '/market?before=60', '/nowhere'];
    const keys = new Set<string>();
    let seen = 0;

    async function sendRequest(at: number) {
      const member = members[at % 2];
      const path = paths[at % paths.length] ?? '/';
      if (!member) return;
      const asPage = at % 3 !== 0;
      const answer = await (asPage ? member.client.get(path) : fetchAsRouter(member.client, path));
      const html = await answer.text();
      const text = asPage ? textOf(html) : html;
      expect(whoseIs(html, members), path).toEqual([member.id]);
      // The router gets the budget as a number, and the browser formats it.
      const budgetOf = (which: number) =>
        (budgets[which % 2] ?? '').replace(',', asPage ? ',' : '');
      const mine = budgetOf(at);
      const theirs = budgetOf(at + 1);
      expect(text, path).toContain(mine);
      expect(text, path).not.toContain(theirs);
      expect(html, path).not.toContain(nameOf((at + 1) % 2));
      if (path === '/items') expect(html).toContain(nameOf(at % 2));
      for (const [, key = ''] of html.matchAll(
        /(?:name="key" value="|formKey\\?":\\?")([\w-]{36})/g,
      )) {
        // A key can be in a page and again in its script, so each request counts a key once.
        keys.add(`${at}:${key}`);
      }
      seen += 1;
    }

    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (next < REQUESTS) {
          next += 1;
          await sendRequest(next);
        }
      }),
    );
    expect(seen).toBe(REQUESTS);
    const different = new Set([...keys].map((key) => key.split(':')[1]));
    expect(keys.size).toBeGreaterThan(REQUESTS / 10);
    expect(different.size).toBe(keys.size);
  });
});
