import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { moveClock } from './clock.ts';
import { databasePerTest } from './database.ts';
import { addMember } from './rows.ts';

const db = databasePerTest();

const triggers = () =>
  db().orm.all(sql`select name, sql from sqlite_master where type = 'trigger'`);
const stored = () =>
  db().orm.get<{ joined: number; moved: number; visited: null }>(
    sql`select users.created_at as joined, transfers.created_at as moved, market_visit_at as visited
        from users join transfers on to_user_id = users.id`,
  );

it('moves every stored time, and leaves the rules as they were', async () => {
  await addMember(db(), 1);
  const [before, rules] = [await stored(), await triggers()];
  await moveClock(db(), 90_000);
  const { joined, moved, visited } = await stored();
  expect([before.joined - joined, before.moved - moved, visited]).toEqual([90_000, 90_000, null]);
  await moveClock(db(), -90_000);
  expect(await stored()).toEqual(before);
  expect(await triggers()).toEqual(rules);
  await expect(db().write([sql`update transfers set amount = 1`])).rejects.toThrow();
});
