import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember } from '@/db/testing/rows';
import { STAR_LIMIT, starItem, unstarItem } from './mutations.ts';
import { isStarred, listStarred } from './queries.ts';

const db = databasePerTest();
const code = (code: string) => expect.objectContaining({ code });

beforeEach(async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
  await addItem(db(), 1, 300);
  await addItem(db(), 2, 20);
});

it('stars an item for one member only, and a second star changes nothing', async () => {
  await starItem({ memberId: 1, itemId: 1 });
  await starItem({ memberId: 1, itemId: 1 });
  await starItem({ memberId: 1, itemId: 2 });
  expect(await listStarred(1)).toMatchObject([
    { id: 2, name: 'Item 2', salePrice: 20 },
    { id: 1, name: 'Item 1', salePrice: 300 },
  ]);
  expect(await listStarred(2)).toEqual([]);
  expect(await unstarItem({ memberId: 1, itemId: 1 })).toEqual({ name: 'Item 1', starred: false });
  expect([await isStarred(1, 1), await isStarred(1, 2)]).toEqual([false, true]);
});

it('refuses a star for an unknown item', async () => {
  for (const wish of [starItem, unstarItem]) {
    await expect(wish({ memberId: 1, itemId: 9 })).rejects.toEqual(code('ITEM_NOT_FOUND'));
  }
});

it('refuses more stars than the limit', async () => {
  await db().write([
    sql`insert into items (id, name, price, barcode, description)
        with recursive counted (n) as (
          select 100 union all select n + 1 from counted where n < ${99 + STAR_LIMIT})
        select n, 'Thing', 1, 'thing' || n, '' from counted`,
    sql`insert into stars (user_id, item_id) select 1, id from items where id >= 100`,
  ]);
  await expect(starItem({ memberId: 1, itemId: 1 })).rejects.toEqual(code('TOO_MANY_STARS'));
  await starItem({ memberId: 1, itemId: 100 });
});
