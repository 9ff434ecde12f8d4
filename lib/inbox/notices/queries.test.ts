import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember } from '@/db/testing/rows';
import { getMemberBySession } from '../../people/sessions/queries.ts';
import { hashToken } from '../../people/sessions/token.ts';
import { markNoticesRead } from './mutations.ts';
import { listNotices } from './queries.ts';

const db = databasePerTest();

const unread = async () => (await getMemberBySession('token'))?.unread;

beforeEach(async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
  await addItem(db(), 1, 300);
  await db().write([
    sql`insert into notices (user_id, kind, item_id, by_user_id, amount)
        with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 35)
        select 1, 'sold', 1, 2, n from counted`,
    sql`insert into notices (user_id, kind, item_id, amount) values (2, 'returned', 1, 9)`,
    sql`insert into sessions (token_hash, user_id, expires_at)
        values (${hashToken('token')}, 1, ${Date.now() + 60_000})`,
  ]);
});

it('lists the notices of a member in pages, newest first', async () => {
  const first = await listNotices(1);
  expect(first.notices).toHaveLength(30);
  expect(first.notices[0]).toMatchObject({
    kind: 'sold',
    itemName: 'Item 1',
    by: 'member2',
    amount: 35,
  });
  const second = await listNotices(1, { after: first.next ?? 0 });
  expect(second.notices.map(({ amount }) => amount)).toEqual([5, 4, 3, 2, 1]);
  expect(second.next).toBeNull();
  expect(await listNotices(1, { before: second.previous ?? 0 })).toEqual(first);
});

it('marks the shown notices as read, but not later notices', async () => {
  expect(await unread()).toBe(35);
  const [newest] = (await listNotices(1)).notices;
  await db().write([
    sql`insert into notices (user_id, kind, item_id, amount) values (1, 'returned', 1, 50)`,
  ]);
  await markNoticesRead(1, newest?.id ?? 0);
  expect(await unread()).toBe(1);
  expect((await listNotices(2)).notices.map(({ isRead }) => isRead)).toEqual([false]);
});
