import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

// Each test covers a defect that the old system had.
describe('the market', () => {
  afterAll(() => market().expectValidLedger());

  it('sells an item to only one of eight members who buy it at once', async () => {
    const item = await market().addItem(300);
    const buyers = await market().addBuyers(8);
    const answers = await Promise.all(
      buyers.map(({ client }) => client.post('/market', { purchase_item: String(item) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(302));
    const owner = await market().ownerOf(item);
    for (const { id } of buyers) {
      expect(await market().budgetOf(id)).toBe(id === owner ? 700 : 1_000);
    }
    expect(await market().value(sql`select count(*) from transfers where item_id = ${item}`)).toBe(
      1,
    );
  });

  it('refuses to sell an item that a member owns and does not offer', async () => {
    const item = await market().addItem(300);
    const [owner, other] = await market().addBuyers(2);
    await owner?.client.post('/market', { purchase_item: String(item) });
    const answer = await other?.client.post('/market', { purchase_item: String(item) });
    expect(textOf((await other?.client.follow(answer as Response)) ?? '')).toContain(
      'sold to somebody else. You paid nothing.',
    );
    expect(await market().ownerOf(item)).toBe(owner?.id);
    expect(await market().budgetOf(other?.id ?? 0)).toBe(1_000);
  });

  it('answers a failed sale with a message, and pays nothing', async () => {
    const buyer = await market().addBuyer();
    const item = await market().addItem(300);
    for (const sell_item of [
      String(item),
      '999999999',
      '0',
      '-1',
      'x',
      '',
      '1e3',
      '9'.repeat(40),
    ]) {
      const answer = await buyer.client.post('/market', { sell_item });
      expect(answer.status, sell_item).toBe(302);
      expect(answer.headers.get('location')).toBe('/market');
      expect(textOf(await buyer.client.follow(answer))).toMatch(/not yours to sell|no such item/);
    }
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
  });

  it('pays back the price that the member paid, after the price has changed', async () => {
    const item = await market().addItem(100);
    const buyer = await market().addBuyer();
    await buyer.client.post('/market', { purchase_item: String(item) });
    await market().withDatabase(({ write }) =>
      write([sql`update items set price = 5000 where id = ${item}`]),
    );
    await buyer.client.post('/market', { sell_item: String(item) });
    expect(await market().ownerOf(item)).toBeNull();
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
  });

  it('refuses a taken email address with a message', async () => {
    await newMember(market().url, 'Ada');
    const answer = await market()
      .visitor()
      .post('/register', {
        username: uniqueName('other'),
        email: 'ADA@example.org',
        password: PASSWORD,
        confirm_password: PASSWORD,
      });
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toContain('already an account with this email address');
  });

  it('keeps a budget above zero: with credits for two of five items, two purchases succeed', async () => {
    const items = await market().addItems(5, 40);
    const buyer = await market().addBuyer(100);
    await Promise.all(
      items.map((item) => buyer.client.post('/market', { purchase_item: String(item) })),
    );
    expect(await market().budgetOf(buyer.id)).toBe(20);
    expect(await market().value(sql`select count(*) from items where owner_id = ${buyer.id}`)).toBe(
      2,
    );
  });

  it('refuses fractions of credits', async () => {
    const buyer = await market().addBuyer();
    const item = String(await market().addItem(10));
    for (const price of ['9.5', '0.1', '1e1', '10.0', '-10', '٣', 'NaN']) {
      const answer = await buyer.client.post('/market', { purchase_item: item, price });
      expect(answer.status, price).toBe(302);
    }
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
    await expect(
      market().withDatabase(({ write }) => write([sql`update items set price = 9.5`])),
    ).rejects.toThrow('items_price_range');
  });

  it('keeps passwords out of the database and of the log', async () => {
    const password = `Gr8 ${uniqueName('secret')}`;
    const username = uniqueName('keeper');
    const form = { username, email: `${username}@example.org`, password };
    const first = market().visitor();
    await first.post('/register', { ...form, confirm_password: `${password}!` });
    const answer = await first.post('/register', { ...form, confirm_password: password });
    expect(answer.status).toBe(302);
    const second = market().visitor();
    await second.post('/login', { username, password: `${password}?` });
    expect((await second.post('/login', { username, password })).status).toBe(302);

    const { databaseUrl, output } = market().server;
    const file = databaseUrl.slice('file:'.length);
    const bytes = [file, `${file}-wal`, `${file}-shm`]
      .filter((path) => existsSync(path))
      .map((path) => readFileSync(path).toString('latin1'))
      .join('');
    expect(bytes).toContain(username);
    expect(bytes).not.toContain(password);
    expect(output()).not.toContain(password);
    expect(
      await market().value(sql`select password_hash from users where username = ${username}`),
    ).toMatch(/^\$2b\$12\$.{53}$/);
  });

  it('keeps a session when another site links to the logout', async () => {
    const { client } = await market().addBuyer();
    const elsewhere = { referer: 'http://evil.example/', 'upgrade-insecure-requests': '1' };
    await client.get('/logout', elsewhere);
    await client.get('/logout', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' });
    await client.get('/logout', { 'sec-fetch-site': 'same-origin', 'sec-purpose': 'prefetch' });
    expect((await client.get('/market')).status).toBe(200);
  });
});
