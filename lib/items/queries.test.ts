import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { listCategories } from './categories/queries.ts';
import { stockNewMarket } from './mutations.ts';
import { countOwned, getItem, type ItemPage, listItems, listOwned } from './queries.ts';

const db = databasePerTest();

const ids = ({ items }: ItemPage) => items.map(({ id }) => id);

async function addItems(count: number) {
  await db().write(
    Array.from(
      { length: count },
      (_, index) => sql`insert into items (name, price, barcode, description)
        values (${`Item ${index + 1}`}, ${index + 1}, ${String(index + 1)}, 'About it.')`,
    ),
  );
}

const sell = (...sold: number[]) =>
  db().write(sold.map((id) => sql`update items set owner_id = 1, sold_for = 1 where id = ${id}`));

beforeEach(() =>
  db().write([
    sql`insert into users (username, username_key, email, email_key) values ('Ada', 'ada', 'a@x', 'a@x')`,
    sql`insert into users (username, username_key, email, email_key) values ('Bea', 'bea', 'b@x', 'b@x')`,
  ]),
);

describe('the items that a member owns', () => {
  it('are only the member’s items, newest first', async () => {
    await addItems(5);
    await sell(1, 3, 4);
    await db().write([sql`update items set owner_id = 2 where id = 3`]);
    expect(ids(await listOwned(1))).toEqual([4, 1]);
    expect(ids(await listOwned(2))).toEqual([3]);
    expect(await countOwned(1)).toBe(2);
    expect(await countOwned(99)).toBe(0);
  });

  it.each([1, 2, 3, 4, 5])(
    'have the same pages forwards and backwards, %i items a page',
    async (size) => {
      await addItems(4);
      await sell(1, 2, 3, 4);
      const down = [await listOwned(1, {}, size)];
      for (let after = down[0]?.next ?? null; after !== null; after = down.at(-1)?.next ?? null) {
        down.push(await listOwned(1, { after }, size));
      }
      expect(down.flatMap(ids)).toEqual([4, 3, 2, 1]);
      const up = down.slice(-1);
      for (
        let before = up[0]?.previous ?? null;
        before !== null;
        before = up[0]?.previous ?? null
      ) {
        up.unshift(await listOwned(1, { before }, size));
      }
      expect(up.flatMap(ids)).toEqual([4, 3, 2, 1]);
      expect(down[0]?.previous).toBeNull();
    },
  );

  it('have a link back from an empty page', async () => {
    await addItems(2);
    await sell(1, 2);
    expect(await listOwned(1, { after: 1 })).toEqual({ items: [], previous: 0, next: null });
    expect(ids(await listOwned(1, { before: 0 }))).toEqual([2, 1]);
    expect(await listOwned(1, { before: 2 })).toEqual({ items: [], previous: null, next: 3 });
    expect(ids(await listOwned(1, { after: 3 }))).toEqual([2, 1]);
  });
});

describe('one item', () => {
  it('has all fields and the name of its owner', async () => {
    await addItems(1);
    const item = {
      id: 1,
      name: 'Item 1',
      price: 1,
      barcode: '1',
      description: 'About it.',
      category: null,
      photo: null,
    };
    const markets = { soldFor: null, ownerId: null, ownerName: null };
    expect(await getItem(1)).toEqual({ ...item, ...markets, salePrice: 1, askingPrice: null });
    await sell(1);
    const adas = { soldFor: 1, ownerId: 1, ownerName: 'Ada' };
    expect(await getItem(1)).toEqual({ ...item, ...adas, salePrice: null, askingPrice: null });
    await db().write([
      sql`insert into categories (name) values ('Things')`,
      sql`update items set asking_price = 7, category = 'Things' where id = 1`,
    ]);
    const offered = { salePrice: 7, askingPrice: 7, category: 'Things' };
    expect(await getItem(1)).toEqual({ ...item, ...adas, ...offered });
    expect(await listItems()).toEqual([await getItem(1)]);
  });

  it('is null when the id is unknown', async () => {
    expect(await getItem(1)).toBeNull();
    expect(await getItem(-1)).toBeNull();
    expect(await getItem(Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});

describe('stocking', () => {
  const thing = { name: 'Thing', price: 5, barcode: '1', description: '' };

  it('happens once for each market', async () => {
    expect(await stockNewMarket([thing])).toBe(true);
    expect(await stockNewMarket([{ ...thing, barcode: '2' }])).toBe(false);
    expect(await listItems()).toHaveLength(1);
  });

  it('adds the categories of its items', async () => {
    const books = { ...thing, category: 'Books' };
    await stockNewMarket([books, { ...books, barcode: '2' }, { ...thing, barcode: '3' }]);
    expect(await listCategories()).toEqual(['Books']);
  });

  it('adds everything or nothing', async () => {
    await expect(stockNewMarket([thing, thing])).rejects.toThrow('items.barcode');
    await expect(stockNewMarket([thing, { ...thing, price: 0.5 }])).rejects.toThrow();
    expect(await listItems()).toEqual([]);
    expect(await stockNewMarket([thing])).toBe(true);
  });
});
