import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import type { Reader } from './filters.ts';
import { MOST_CHECKED, MOST_FOUND } from './limits.ts';
import { SORTS } from './orders.ts';
import { findItemByCode, listForSale, listNewest, PAGE_SIZE, type ShelfPage } from './queries.ts';
import type { Search } from './validation.ts';

const db = databasePerTest();

const ids = ({ items }: ShelfPage) => items.map(({ id }) => id);

/** A search, and the facts of the reader beside it. */
type Asked = Partial<Search> & { budget?: number; newSince?: number };

function list({ budget = 0, newSince = 0, ...search }: Asked = {}, size?: number) {
  const reader: Reader = { budget, newSince: new Date(newSince) };
  return listForSale(search, reader, size);
}
const found = async (asked: Asked) => ids(await list(asked));

type Row = {
  id: number;
  name?: string;
  price?: number;
  barcode?: string;
  description?: string;
  category?: string | null;
  offeredAt?: number;
};

async function add(...rows: Row[]) {
  await db().write(
    rows.flatMap((row) => {
      const { id, name = `Item ${id}`, price = id, barcode = `b${id}` } = row;
      const { description = '', category = null, offeredAt = id * 1_000 } = row;
      return [
        sql`insert or ignore into categories (name) select ${category} where ${category} is not null`,
        sql`insert into items (id, name, price, barcode, description, category, offered_at)
            values (${id}, ${name}, ${price}, ${barcode}, ${description}, ${category}, ${offeredAt})`,
      ];
    }),
  );
}

const addItems = (count: number, row: (id: number) => Omit<Row, 'id'> = () => ({})) =>
  add(...Array.from({ length: count }, (_, index) => ({ id: index + 1, ...row(index + 1) })));

/** As many as no test adds one by one. */
const addThousands = (thousands: number, price: string) =>
  db().write([
    sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${thousands * 1_000})
        insert into items (id, name, price, barcode, description, offered_at)
        select i, 'Kite ' || i, ${sql.raw(price)}, 'k' || i, '', i from n`,
  ]);

const sell = (...sold: number[]) =>
  db().write(sold.map((id) => sql`update items set owner_id = 1, sold_for = 1 where id = ${id}`));

const offer = (id: number, price: number, owner = 1) =>
  db().write([
    sql`update items set owner_id = ${owner}, sold_for = 1, asking_price = ${price} where id = ${id}`,
  ]);

/** Follows a list to its end. */
async function down(asked: Asked, size: number): Promise<ShelfPage[]> {
  const pages = [await list(asked, size)];
  for (let after = pages[0]?.next; after; after = pages.at(-1)?.next) {
    pages.push(await list({ ...asked, after }, size));
  }
  return pages;
}

/** Follows a list from a page to its beginning. */
async function up(from: ShelfPage, asked: Asked, size: number): Promise<ShelfPage[]> {
  const pages = [from];
  for (let before = from.previous; before; before = pages[0]?.previous ?? null) {
    pages.unshift(await list({ ...asked, before }, size));
  }
  return pages;
}

beforeEach(async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
});

describe('what is for sale', () => {
  it('is nothing in an empty market', async () => {
    const nothing = { items: [], previous: null, next: null, found: 0, cut: false };
    expect(await list()).toEqual(nothing);
    expect(await list({ q: 'kite', category: 'Toys', affordable: true, budget: 5 })).toEqual(
      nothing,
    );
  });

  it('is the market’s items and what members offer, by whom, at the price of today', async () => {
    await addItems(3, () => ({ price: 10 }));
    await sell(1);
    await offer(2, 70, 2);
    expect((await list()).items).toEqual([
      {
        id: 3,
        name: 'Item 3',
        price: 10,
        salePrice: 10,
        askingPrice: null,
        soldFor: null,
        barcode: 'b3',
        ownerId: null,
        ownerName: null,
        photo: null,
      },
      {
        id: 2,
        name: 'Item 2',
        price: 10,
        salePrice: 70,
        askingPrice: 70,
        soldFor: 1,
        barcode: 'b2',
        ownerId: 2,
        ownerName: 'member2',
        photo: null,
      },
    ]);
  });

  it('comes a page at a time', async () => {
    await addItems(PAGE_SIZE + 1);
    const first = await list();
    expect(ids(first)).toEqual(Array.from({ length: PAGE_SIZE }, (_, at) => PAGE_SIZE + 1 - at));
    expect(first).toMatchObject({ previous: null, next: { key: 2_000, id: 2 }, found: 25 });
    const second = await list({ after: first.next });
    expect(second).toMatchObject({ previous: { key: 1_000, id: 1 }, next: null, found: 25 });
  });

  it('begins with the newest, which need no reader', async () => {
    await addItems(3);
    expect((await listNewest(2)).map(({ id }) => id)).toEqual([3, 2]);
  });

  it('has no second page when one is enough', async () => {
    await addItems(PAGE_SIZE);
    expect(await list()).toMatchObject({ previous: null, next: null });
  });

  it('is counted up to a thousand', async () => {
    await addThousands(1, '5');
    expect(await list()).toMatchObject({ found: 1_000, cut: false });
    await add({ id: 5_000 });
    expect(await list()).toMatchObject({ found: MOST_FOUND + 1, cut: false });
  });
});

describe('an order', () => {
  // Ties everywhere: three prices, three names in two cases, three times.
  const tied = (id: number) => ({
    price: 1 + (id % 3),
    name: ['kite', 'Ball', 'KITE'][id % 3] as string,
    offeredAt: 1_000 * (id % 3),
  });

  it.each([
    ['newest', [8, 5, 2, 10, 7, 4, 1, 9, 6, 3]],
    ['price', [3, 6, 9, 1, 4, 7, 10, 2, 5, 8]],
    ['-price', [8, 5, 2, 10, 7, 4, 1, 9, 6, 3]],
    ['name', [1, 4, 7, 10, 2, 3, 5, 6, 8, 9]],
  ] as const)('by %s is whole, with ties in the order of ids', async (sort, expected) => {
    await addItems(10, tied);
    expect(await found({ sort })).toEqual(expected);
    expect(await found({ sort, q: 'b' })).toEqual(expected);
    expect(await found({ sort, from: 'market' })).toEqual(expected);
  });

  const everyWay = SORTS.flatMap((sort) =>
    [
      {},
      { q: 'b' },
      { from: 'market' as const },
      { category: 'Toys', affordable: true, budget: 5, new: true, newSince: 0 },
    ].flatMap((filter) =>
      [1, 2, 3, 7, 10, 11].map((size) => ({ asked: { sort, ...filter }, size })),
    ),
  );

  it.each(everyWay)(
    'is the same all the way down and back up: $asked, $size at a time',
    async ({ asked, size }) => {
      await addItems(10, (id) => ({ ...tied(id), category: 'Toys' }));
      const all = await found(asked);
      expect(all).toHaveLength(10);
      const pages = await down(asked, size);
      expect(pages.flatMap(ids)).toEqual(all);
      const last = pages.at(-1);
      expect(last && (await up(last, asked, size)).flatMap(ids)).toEqual(all);
      expect(pages.map((page) => page.found)).toEqual(pages.map(() => 10));
    },
  );

  it.each(SORTS)('by %s skips and repeats nothing that stays, while others trade', async (sort) => {
    await addItems(30, (id) => ({ ...tied(id), price: 1 + (id % 5) }));
    const before = ids(await list({ sort }, 40));
    const first = await list({ sort }, 6);
    const bought = [before[1], before[5], before[8], before[20]] as number[];
    await sell(...bought);
    await add({ id: 90, ...tied(90), price: 2 }, { id: 91, ...tied(91), price: 4 });
    const rest = await down({ sort, after: first.next }, 6);
    const seen = [...ids(first), ...rest.flatMap(ids)];
    expect(new Set(seen).size).toBe(seen.length);
    const stays = before.filter((id) => !bought.slice(2).includes(id));
    expect(seen.filter((id) => id < 90)).toEqual(stays);
    const last = rest.at(-1);
    const back = last ? (await up(last, { sort }, 6)).flatMap(ids) : [];
    expect(back).toEqual(ids(await list({ sort }, 40)));
  });

  it('has a way back from where nothing is left', async () => {
    await addItems(3);
    const place = { key: 1_000, id: 1 };
    expect(await list({ after: place })).toMatchObject({
      items: [],
      previous: place,
      next: null,
      found: 3,
    });
    const top = { key: 3_000, id: 3 };
    expect(await list({ before: top })).toMatchObject({ previous: null, next: top });
  });
});

describe('a search', () => {
  beforeEach(() =>
    add(
      { id: 1, name: 'Crème brûlée torch', description: 'For the kitchen.', category: 'Kitchen' },
      {
        id: 2,
        name: 'Red kite',
        description: 'Flies well, and it’s loud.',
        barcode: '036428617056',
      },
      { id: 3, name: 'Blue kite', description: 'A tear in the tail.', category: 'Toys' },
      { id: 4, name: 'Kitesurfing lesson', description: 'One hour at the lake.' },
      { id: 5, name: 'ÖL für die Kette', description: 'Says "quiet" AND means it.' },
    ),
  );

  it.each([
    ['kite', [4, 3, 2]],
    ['KITE', [4, 3, 2]],
    ['kite red', [2]],
    ['red kite', [2]],
    ['kites', [4]],
    ['ite', []],
    ['creme brulee', [1]],
    ['CRÈME', [1]],
    ['cre\u0300me', [1]],
    ['ol fur', [5]],
    ['lake', [4]],
    ['toys', [3]],
    ['kitchen', [1]],
    ['0364', [2]],
    ['it’s', [2]],
    ['it’s loud', [2]],
    ['quiet', [5]],
    ['kite - tail', [3]],
  ])('for “%s” finds %j', async (q, expected) => {
    expect(await found({ q })).toEqual(expected);
  });

  it.each([
    '"',
    '""',
    '*',
    '-',
    '^',
    "'",
    '%',
    '\\',
    ')',
    '((',
    '\ufffd',
    '🪁',
    '; drop table items',
    "' or 1=1 --",
    '"quiet" AND "nothing',
    'name:kite OR name:torch',
    'NEAR(red kite, 2)',
    '{name description}:kite',
    'kite NOT red nothing',
  ])('for signs and operators finds what is written so, if anything: %s', async (q) => {
    expect(await found({ q })).toEqual([]);
  });

  it('for words that are operators finds them as words', async () => {
    expect(await found({ q: 'quiet AND' })).toEqual([5]);
    expect(await found({ q: '"quiet"' })).toEqual([5]);
    expect(await found({ q: 'kite*' })).toEqual([4, 3, 2]);
  });

  it('leaves out what is not for sale', async () => {
    await sell(2);
    await offer(3, 9);
    expect(await found({ q: 'kite' })).toEqual([4, 3]);
  });

  it('of more than a thousand matches looks at the newest, and says so', async () => {
    await db().write([
      sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
          insert into items (id, name, price, barcode, description, offered_at)
          select 100 + i, 'Pin ' || i, 3000 - i, 'p' || i, '', i from n`,
    ]);
    const cheapest = await list({ q: 'pin', sort: 'price' }, 3);
    expect(cheapest).toMatchObject({ found: MOST_FOUND + 1, cut: true });
    expect(ids(cheapest)).toEqual([2_100, 2_099, 2_098]);
    const dearest = await list({ q: 'pin', sort: '-price' }, 1);
    expect(ids(dearest)).toEqual([2_100 - MOST_FOUND]);
    const few = await list({ q: 'pin', affordable: true, budget: 1_010, sort: 'price' });
    expect(few).toMatchObject({ found: 11, cut: true });
  });

  it('for a word that by itself finds enough does not look for what begins so', async () => {
    await db().write([
      sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 1001)
          insert into items (id, name, price, barcode, description)
          select 100 + i, 'Pin', 5, 'p' || i, '' from n`,
    ]);
    await add({ id: 9_000, name: 'Pinball' });
    expect(await found({ q: 'pin' })).not.toContain(9_000);
    expect(await found({ q: 'pinb' })).toEqual([9_000]);
  });
});

describe('a filter', () => {
  beforeEach(async () => {
    await addItems(8, (id) => ({ price: id * 10, category: id % 2 ? 'Toys' : 'Tools' }));
    await offer(3, 5);
    await offer(6, 900, 2);
    await sell(8);
  });

  it.each<[Asked, number[]]>([
    [{}, [7, 6, 5, 4, 3, 2, 1]],
    [{ from: 'market' }, [7, 5, 4, 2, 1]],
    [{ from: 'members' }, [6, 3]],
    [{ affordable: true, budget: 40 }, [4, 3, 2, 1]],
    [{ category: 'Toys' }, [7, 5, 3, 1]],
    [{ category: 'Nowhere' }, []],
    [{ new: true, newSince: 5_000 }, [7, 6, 5]],
    [{ from: 'members', affordable: true, budget: 40 }, [3]],
    [{ from: 'members', category: 'Tools' }, [6]],
    [
      {
        from: 'market',
        category: 'Toys',
        affordable: true,
        budget: 60,
        new: true,
        newSince: 1_001,
      },
      [5],
    ],
    [{ category: 'Toys', new: true, newSince: 3_000, affordable: true, budget: 60 }, [5, 3]],
    [{ q: 'item', from: 'members' }, [6, 3]],
    [{ q: 'toys', affordable: true, budget: 40, new: true, newSince: 2_000 }, [3]],
  ])('leaves what is asked for, in any order: %j', async (asked, expected) => {
    expect(await found(asked)).toEqual(expected);
    for (const sort of SORTS) {
      const page = await list({ ...asked, sort });
      expect(ids(page).toSorted()).toEqual(expected.toSorted());
      expect(page).toMatchObject({ found: expected.length, cut: false });
    }
  });

  it('that an index does not serve looks at so many items a page, and goes on from there', async () => {
    await db().write([sql`delete from items`]);
    await addThousands(MOST_CHECKED / 1_000 + 1, '2');
    await db().write([sql`update items set price = 1 where id in (3, 4, 5900)`]);
    const first = await list({ affordable: true, budget: 1 }, 2);
    expect(first).toMatchObject({ found: 1, cut: true, next: { id: 1_001 } });
    expect(ids(first)).toEqual([5_900]);
    const second = await list({ affordable: true, budget: 1, after: first.next }, 2);
    expect(ids(second)).toEqual([4, 3]);
    expect(second.next).toBeNull();
    const back = await list({ affordable: true, budget: 1, before: second.previous }, 2);
    expect(ids(back)).toEqual([]);
    expect(back.previous).toEqual({ key: 5_004, id: 5_004 });
    expect(ids(await list({ affordable: true, budget: 1, before: back.previous }, 2))).toEqual([
      5_900,
    ]);
  });
});

describe('a code', () => {
  it('leads to its item, for sale or not; a barcode before a number', async () => {
    await add({ id: 7, barcode: '12' }, { id: 12, barcode: 'AB-7' });
    await sell(7);
    expect(await findItemByCode('12')).toBe(7);
    expect(await findItemByCode('#12')).toBe(12);
    expect(await findItemByCode('AB-7')).toBe(12);
    expect(await findItemByCode('7')).toBe(7);
  });

  it.each(['', '#', '8', '#0', '-7', '7.0', '9'.repeat(400), 'Item 7', "7' or '1'='1"])(
    'that no item has leads nowhere: %s',
    async (text) => {
      await add({ id: 7 });
      expect(await findItemByCode(text)).toBeNull();
    },
  );
});
