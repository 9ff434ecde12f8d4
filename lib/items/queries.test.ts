import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { stockNewMarket } from './mutations.ts';
import {
  countOwned,
  getItem,
  listForSale,
  listItems,
  listOwned,
  PAGE_SIZE,
  type Page,
} from './queries.ts';

const db = databasePerTest();

const ids = ({ items }: Page) => items.map(({ id }) => id);

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

/** Follows the list to its end in one direction. */
async function walk(from: Page, step: (page: Page) => Promise<Page> | null): Promise<Page[]> {
  const pages = [from];
  for (let next = step(from); next; ) {
    const page = await next;
    pages.push(page);
    next = step(page);
  }
  return pages;
}

const towardsOlder = (size: number) => (page: Page) =>
  page.older === null ? null : listForSale({ before: page.older }, size);
const towardsNewer = (size: number) => (page: Page) =>
  page.newer === null ? null : listForSale({ after: page.newer }, size);

describe('what is for sale', () => {
  it('is nothing in an empty market', async () => {
    expect(await listForSale()).toEqual({ items: [], older: null, newer: null });
    expect(await listForSale({ before: 5 })).toEqual({ items: [], older: null, newer: null });
    expect(await listForSale({ after: 5 })).toEqual({ items: [], older: null, newer: null });
  });

  it('comes newest first, and a page at a time', async () => {
    await addItems(PAGE_SIZE + 1);
    const first = await listForSale();
    expect(ids(first)).toEqual(Array.from({ length: PAGE_SIZE }, (_, at) => PAGE_SIZE + 1 - at));
    expect(first).toMatchObject({ older: 2, newer: null });
    expect(await listForSale({ before: 2 })).toMatchObject({ older: null, newer: 1 });
  });

  it('has no second page when one is enough', async () => {
    await addItems(PAGE_SIZE);
    expect(await listForSale()).toMatchObject({ older: null, newer: null });
  });

  it.each([1, 2, 3, 5, 7, 10, 11])(
    'is the same all the way down and back up, %i at a time',
    async (size) => {
      await addItems(10);
      const down = await walk(await listForSale({}, size), towardsOlder(size));
      expect(down.flatMap(ids)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      const last = down.at(-1);
      const up = last ? await walk(last, towardsNewer(size)) : [];
      expect(up.toReversed().flatMap(ids)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    },
  );

  it('skips and repeats nothing that stays, while items are sold and come back', async () => {
    await addItems(20);
    const seen = ids(await listForSale({}, 5));
    await sell(16, 18, 20);
    const second = await listForSale({ before: 16 }, 5);
    seen.push(...ids(second));
    await db().write([sql`update items set owner_id = null, sold_for = null where id = 18`]);
    await sell(12, 9);
    for (let page = second; page.older !== null; ) {
      page = await listForSale({ before: page.older }, 5);
      seen.push(...ids(page));
    }
    expect(seen).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('leaves out what members own', async () => {
    await addItems(3);
    await sell(2);
    expect(ids(await listForSale())).toEqual([3, 1]);
  });

  it.each([0, -1, Number.MAX_SAFE_INTEGER])('is read from any position: %i', async (at) => {
    await addItems(3);
    expect(ids(await listForSale({ before: at }))).toEqual(at > 0 ? [3, 2, 1] : []);
    expect(ids(await listForSale({ after: at }))).toEqual(at > 0 ? [] : [3, 2, 1]);
  });
});

describe('what a member owns', () => {
  it('is theirs alone, newest first', async () => {
    await addItems(5);
    await sell(1, 3, 4);
    await db().write([sql`update items set owner_id = 2 where id = 3`]);
    expect(ids(await listOwned(1))).toEqual([4, 1]);
    expect(ids(await listOwned(2))).toEqual([3]);
    expect(await countOwned(1)).toBe(2);
    expect(await countOwned(99)).toBe(0);
    expect(ids(await listOwned(1, {}, 1))).toEqual([4]);
    expect(ids(await listOwned(1, { before: 4 }, 1))).toEqual([1]);
    expect(ids(await listOwned(1, { after: 1 }, 1))).toEqual([4]);
  });
});

describe('one item', () => {
  it('is told whole, with its owner’s name', async () => {
    await addItems(1);
    const item = {
      id: 1,
      name: 'Item 1',
      price: 1,
      barcode: '1',
      description: 'About it.',
      category: null,
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

  it('is null when there is none', async () => {
    expect(await getItem(1)).toBeNull();
    expect(await getItem(-1)).toBeNull();
    expect(await getItem(Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});

describe('stocking', () => {
  const thing = { name: 'Thing', price: 5, barcode: '1', description: '' };

  it('happens once in a market’s life', async () => {
    expect(await stockNewMarket([thing])).toBe(true);
    expect(await stockNewMarket([{ ...thing, barcode: '2' }])).toBe(false);
    expect(await listItems()).toHaveLength(1);
  });

  it('happens whole or not at all', async () => {
    await expect(stockNewMarket([thing, thing])).rejects.toThrow('items.barcode');
    await expect(stockNewMarket([thing, { ...thing, price: 0.5 }])).rejects.toThrow();
    expect(await listItems()).toEqual([]);
    expect(await stockNewMarket([thing])).toBe(true);
  });
});
