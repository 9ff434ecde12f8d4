import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { type Client, textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

afterAll(() => market().expectValidLedger());

const page = async (client: Client, path = '/statement') =>
  textOf(await (await client.get(path)).text());
const buy = (buyer: Buyer, item: number) =>
  buyer.client.post('/market', { purchase_item: String(item) });
const lastTransfer = () => market().value(sql`select max(id) from transfers`);

/** Sets the asking price of an item that a member owns. */
const offer = (item: number, price: number) =>
  market().withDatabase(({ write }) =>
    write([sql`update items set asking_price = ${price} where id = ${item}`]),
  );

/** Sends the form of the button “Undo” as a browser without JavaScript does. */
async function undo(client: Client, path: string, over: Record<string, string> = {}) {
  const form = await formOf(client, path, 'transfer');
  for (const [name, value] of Object.entries(over)) form.data.set(name, value);
  return client.post(form.path, form.data);
}

describe('a statement', () => {
  it('is shown only to its member', async () => {
    for (const path of ['/statement', '/statement?month=2026-11', '/statement/csv']) {
      const answer = await market().visitor().get(path);
      expect([303, 307]).toContain(answer.status);
      expect(answer.headers.get('location')).toMatch(/^\/login\?next=%2Fstatement/);
    }
    const [one, other] = await market().addBuyers(2);
    if (!one || !other) throw new Error('Nobody there.');
    await buy(one, await market().addItem(7));
    expect(await page(one.client)).toContain('Bought');
    expect(await page(other.client)).not.toContain('Bought');
    expect(await (await other.client.get('/statement/csv')).text()).not.toContain('Bought');
  });

  it('shows a trade to its buyer and to its seller, each with the other’s name', async () => {
    const [seller, buyer] = await market().addBuyers(2);
    if (!seller || !buyer) throw new Error('Nobody there.');
    const item = await market().addItem(100);
    await buy(seller, item);
    await offer(item, 150);
    await buy(buyer, item);
    const sold = await page(seller.client);
    expect(sold).toContain(`to ${buyer.username}`);
    expect(sold).toMatch(/\+150 in 1,050/);
    expect(sold).toMatch(/−100 out 900/);
    expect(sold).toContain(
      'You have 1,050 credits: 1,150 credits came in, and 100 credits went out.',
    );
    const bought = await (await buyer.client.get('/statement')).text();
    expect(bought).toContain(`href="/members/${seller.username}"`);
    expect(textOf(bought)).toMatch(/−150 out 850/);
  });

  it('shows every transfer once over all its pages', async () => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(1);
    await market().withDatabase(({ write }) =>
      write(
        Array.from({ length: 60 }, () => [
          sql`insert into transfers (from_user_id, amount, kind, item_id) values (${id}, 1, 'purchase', ${item})`,
          sql`insert into transfers (to_user_id, amount, kind, item_id) values (${id}, 1, 'sell_back', ${item})`,
        ]).flat(),
      ),
    );
    const seen: string[] = [];
    for (let path: string | undefined = '/statement'; path; ) {
      const html = await (await client.get(path)).text();
      const rows = [...html.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => textOf(row));
      seen.push(...rows.filter((row) => /(in|out) [\d,]+$/.test(row)));
      const next: string | undefined =
        /href="([^"]*after=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*)"/
          .exec(html)
          ?.slice(1)
          .find(Boolean);
      path = next?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(121);
    expect(seen[0]).toMatch(/\+1 in 1,000$/);
    expect(seen[1]).toMatch(/−1 out 999$/);
    expect(seen.at(-1)).toMatch(/Opening budget.*\+1,000 in 1,000$/);
    for (const query of ['?after=1', '?before=999999999', '?month=2019-01', '?month=2026-99']) {
      expect((await client.get(`/statement${query}`)).status).toBe(200);
    }
  });
});

describe('a statement as CSV', () => {
  it('is a file with every transfer of the member, and without formulas', async () => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(3);
    const name = `=HYPERLINK("http://evil.example","${item}")`;
    await market().withDatabase(({ write }) =>
      write([
        sql`update items set name = ${name} where id = ${item}`,
        ...Array.from({ length: 600 }, () => [
          sql`insert into transfers (from_user_id, amount, kind, item_id) values (${id}, 3, 'purchase', ${item})`,
          sql`insert into transfers (to_user_id, amount, kind, item_id) values (${id}, 3, 'sell_back', ${item})`,
        ]).flat(),
      ]),
    );
    const answer = await client.get('/statement/csv');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="statement.csv"');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString().split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines).toHaveLength(1 + 1 + 1_200);
    expect(lines[0]).toBe('Transfer,Time,What,Item,Name,With,Amount,Budget');
    expect(lines[1]).toMatch(
      /^\d+,\d{4}-\d\d-\d\dT[\d:.]+Z,Opening budget,,,the market,1000,1000$/,
    );
    const quoted = `"'${name.replaceAll('"', '""')}"`;
    expect(lines[2]).toContain(`,Bought,${item},${quoted},the market,-3,997`);
    expect(lines.at(-1)).toContain(`,Sold back,${item},${quoted},the market,3,1000`);
    const ids = lines.slice(1).map((line) => Number(line.split(',')[0]));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('“Undo”', () => {
  it('in the message of a purchase gives the credits and the item back', async () => {
    const buyer = await market().addBuyer();
    const item = await market().addItem(40);
    await buy(buyer, item);
    const answer = await undo(buyer.client, '/market');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/market');
    expect(await page(buyer.client, '/market')).toContain('Undone: you have 40 credits back.');
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
    expect(await market().ownerOf(item)).toBeNull();
    const text = await page(buyer.client);
    expect(text).toContain('Undone purchase');
    expect(text).toContain('(undone)');
    await expect(formOf(buyer.client, '/statement', 'transfer')).rejects.toThrow('no form');
  });

  it('on the statement after a sell-back gives the item back', async () => {
    const buyer = await market().addBuyer();
    const item = await market().addItem(40);
    await buy(buyer, item);
    await buyer.client.post('/market', { sell_item: String(item) });
    await buyer.client.get('/market');
    const answer = await undo(buyer.client, '/statement');
    expect(answer.headers.get('location')).toBe('/statement');
    expect(await page(buyer.client)).toMatch(/Undone: Thing \w+ is yours again\./);
    expect(await market().ownerOf(item)).toBe(buyer.id);
    expect(await market().budgetOf(buyer.id)).toBe(960);
  });

  it('is shown on the statement of the other member', async () => {
    const [seller, buyer] = await market().addBuyers(2);
    if (!seller || !buyer) throw new Error('Nobody there.');
    const item = await market().addItem(100);
    await buy(seller, item);
    await offer(item, 150);
    await buy(buyer, item);
    await undo(buyer.client, '/statement');
    const text = await page(seller.client);
    expect(text).toMatch(new RegExp(`Undone sale Thing \\w+ of [^+]*, with ${buyer.username}`));
    expect(text).toMatch(/−150 out 900/);
  });

  it('works only for the member of the trade, and only once', async () => {
    const [buyer, other] = await market().addBuyers(2);
    if (!buyer || !other) throw new Error('Nobody there.');
    const [item, another] = await market().addItems(2, 40);
    await buy(buyer, item ?? 0);
    const transfer = String(await lastTransfer());
    await buy(other, another ?? 0);
    const form = await formOf(other.client, '/statement', 'transfer');
    const own = String(form.data.get('transfer'));
    form.data.set('transfer', transfer);
    for (const [client, location, words] of [
      [other.client, '/statement', 'There is no such trade of yours to undo.'],
      [market().visitor(), '/login?next=%2Fstatement', 'Please log in to access this page.'],
    ] as const) {
      const answer = await client.post('/statement', form.data);
      expect(answer.headers.get('location')).toBe(location);
      expect(await page(client, location)).toContain(words);
      expect(await market().ownerOf(item ?? 0)).toBe(buyer.id);
    }
    form.data.set('transfer', own);
    for (let time = 0; time < 3; time += 1) await other.client.post('/statement', form.data);
    expect(await market().budgetOf(other.id)).toBe(1_000);
    expect(
      await market().value(sql`select count(*) from transfers where reverses_id = ${Number(own)}`),
    ).toBe(1);
  });

  it('never leads to another site', async () => {
    const buyer = await market().addBuyer();
    for (const back of ['https://evil.example/', '//evil.example', '/\\evil.example', '']) {
      await buy(buyer, await market().addItem(1));
      const answer = await undo(buyer.client, '/statement', { back });
      expect(answer.headers.get('location')).toBe('/market');
      await buyer.client.get('/market');
    }
  });

  it.each(['', '0', '-1', '1e3', '٣', '9'.repeat(30), 'x'])(
    'refuses %j as a trade',
    async (odd) => {
      const buyer = await market().addBuyer();
      await buy(buyer, await market().addItem(1));
      const answer = await undo(buyer.client, '/statement', { transfer: odd });
      expect(answer.status).toBe(303);
      expect(await page(buyer.client)).toContain('There is no such trade.');
      expect(await market().budgetOf(buyer.id)).toBe(999);
    },
  );

  it('in a forged message with a wrong id is not shown', async () => {
    const { client } = await market().addBuyer();
    for (const undo of ['"1"', '-1', '1.5', '{"a":1}', '"\\u003cscript\\u003e"']) {
      const forged = `[{"category":"success","text":"Hello","undo":${undo}}]`;
      client.setCookie('market-flash', encodeURIComponent(forged));
      expect(await page(client, '/market')).not.toContain('Hello');
    }
  });
});
