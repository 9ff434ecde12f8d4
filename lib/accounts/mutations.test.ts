import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { auditLedger } from '../ledger/queries.ts';
import { offerItem } from '../offers/mutations.ts';
import { purchaseItem } from '../trading/mutations.ts';
import { closeAccount } from './mutations.ts';

const db = databasePerTest();

it('a closed account gives its items and its credits to the market, and is forgotten', async () => {
  await addMember(db(), 1);
  await addMember(db(), 2);
  await addItem(db(), 1, 300);
  await purchaseItem({ memberId: 1, itemId: 1 });
  await offerItem({ memberId: 1, itemId: 1, askingPrice: 500 });
  await db().write([
    sql`insert into sessions (token_hash, user_id, expires_at) values ('x', 1, 9e15)`,
  ]);
  await closeAccount(1);
  await closeAccount(1);
  expect(await budgetOf(db(), 1)).toBe(0);
  const [row] = await db().orm.all<Record<string, unknown>>(sql`select * from users where id = 1`);
  expect(row).toMatchObject({ username: 'Closed account', password_hash: null });
  expect(JSON.stringify(row)).not.toContain('member1');
  expect(await db().orm.all(sql`select * from sessions`)).toEqual([]);
  expect(await purchaseItem({ memberId: 2, itemId: 1 })).toMatchObject({ price: 300 });
  expect((await auditLedger()).differences).toEqual([]);
});
