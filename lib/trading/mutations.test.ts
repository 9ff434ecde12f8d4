import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { auditLedger } from '../ledger/queries.ts';
import { purchaseItem, sellItemBack } from './mutations.ts';

const db = databasePerTest();

async function value(query: ReturnType<typeof sql>) {
  const [row] = await db().orm.values<[number]>(query);
  return row?.[0];
}

const ownerOf = (id: number) => value(sql`select owner_id from items where id = ${id}`);
const code = (code: string) => expect.objectContaining({ code });

describe('buying', () => {
  beforeEach(async () => {
    for (let id = 1; id <= 8; id += 1) await addMember(db(), id);
    await addItem(db(), 1, 300);
  });

  it('refuses the second buyer, and takes nothing from them', async () => {
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6, 7, 8].map((memberId) => purchaseItem({ memberId, itemId: 1, price: 300 })),
    );
    const won = outcomes.findIndex((outcome) => outcome.status === 'fulfilled') + 1;
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(code('ITEM_TAKEN'));
    }
    expect(await ownerOf(1)).toBe(won);
    for (let id = 1; id <= 8; id += 1)
      expect(await budgetOf(db(), id)).toBe(id === won ? 700 : 1_000);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('refuses a purchase when the price has changed', async () => {
    await expect(purchaseItem({ memberId: 1, itemId: 1, price: 299 })).rejects.toEqual(
      expect.objectContaining({
        code: 'PRICE_CHANGED',
        details: { name: 'Item 1', seen: 299, price: 300 },
      }),
    );
    expect(await budgetOf(db(), 1)).toBe(1_000);
    expect(await ownerOf(1)).toBeNull();
  });

  it('pays the current price when the form has no price', async () => {
    expect(await purchaseItem({ memberId: 1, itemId: 1 })).toMatchObject({ price: 300 });
  });

  it('refuses a price above the budget, and allows a price equal to the budget', async () => {
    await addItem(db(), 2, 1_001);
    await addItem(db(), 3, 1_000);
    await expect(purchaseItem({ memberId: 1, itemId: 2 })).rejects.toEqual(
      code('INSUFFICIENT_BUDGET'),
    );
    await purchaseItem({ memberId: 1, itemId: 3 });
    expect(await budgetOf(db(), 1)).toBe(0);
  });

  it('refuses an item that the buyer owns already, and an unknown item', async () => {
    await purchaseItem({ memberId: 1, itemId: 1 });
    await expect(purchaseItem({ memberId: 1, itemId: 1 })).rejects.toEqual(
      code('ITEM_ALREADY_YOURS'),
    );
    await expect(purchaseItem({ memberId: 1, itemId: 99 })).rejects.toEqual(code('ITEM_NOT_FOUND'));
  });

  it('has one effect and the same answer when a form is sent several times', async () => {
    const trade = { memberId: 1, itemId: 1, price: 300, key: 'form-key-1' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => purchaseItem(trade)));
    const transferId = await value(sql`select id from transfers where kind = 'purchase'`);
    const answer = { transferId, name: 'Item 1', price: 300 };
    expect(answers).toEqual(Array(20).fill(answer));
    await sellItemBack({ memberId: 1, itemId: 1 });
    expect(await purchaseItem(trade)).toEqual(answer);
    expect(await budgetOf(db(), 1)).toBe(1_000);
    expect(await ownerOf(1)).toBeNull();
  });

  it('refuses a key that another trade has used', async () => {
    await addItem(db(), 2, 10);
    await purchaseItem({ memberId: 1, itemId: 1, key: 'form-key-1' });
    await expect(purchaseItem({ memberId: 1, itemId: 2, key: 'form-key-1' })).rejects.toEqual(
      code('KEY_REUSED'),
    );
  });

  it('treats equal keys of two members as different keys', async () => {
    await addItem(db(), 2, 10);
    await purchaseItem({ memberId: 1, itemId: 1, key: 'form-key-1' });
    await purchaseItem({ memberId: 2, itemId: 2, key: 'form-key-1' });
    expect(await budgetOf(db(), 2)).toBe(990);
  });
});

describe('selling back', () => {
  beforeEach(async () => {
    await addMember(db(), 1);
    await addMember(db(), 2);
    await addItem(db(), 1, 300);
    await purchaseItem({ memberId: 1, itemId: 1 });
  });

  it('pays the amount of the purchase, not the current price', async () => {
    await db().write([sql`update items set price = 900 where id = 1`]);
    expect(await sellItemBack({ memberId: 1, itemId: 1 })).toMatchObject({ price: 300 });
    expect(await budgetOf(db(), 1)).toBe(1_000);
    expect(await ownerOf(1)).toBeNull();
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('refuses a member who is not the owner', async () => {
    await expect(sellItemBack({ memberId: 2, itemId: 1 })).rejects.toEqual(code('NOT_YOUR_ITEM'));
    expect(await ownerOf(1)).toBe(1);
  });

  it('refuses an item that the market never sold', async () => {
    await addItem(db(), 2, 50);
    await db().write([sql`update items set owner_id = 1 where id = 2`]);
    await expect(sellItemBack({ memberId: 1, itemId: 2 })).rejects.toEqual(
      code('NEVER_SOLD_BY_MARKET'),
    );
  });

  it('has one effect and the same answer when a form is sent several times', async () => {
    const trade = { memberId: 1, itemId: 1, price: 300, key: 'form-key-2' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => sellItemBack(trade)));
    const transferId = await value(sql`select id from transfers where kind = 'sell_back'`);
    expect(answers).toEqual(Array(20).fill({ transferId, name: 'Item 1', price: 300 }));
    expect(await budgetOf(db(), 1)).toBe(1_000);
  });
});

describe('the database itself refuses', () => {
  beforeEach(() => addMember(db(), 1));

  it.each([
    [
      'a budget changed by hand',
      'update users set budget = 5000 where id = 1',
      'BUDGET_WITHOUT_TRANSFER',
    ],
    [
      'a fractional budget',
      'update users set budget = 999.5 where id = 1',
      'BUDGET_WITHOUT_TRANSFER',
    ],
    [
      'a debit below zero',
      "insert into transfers (from_user_id, amount, kind, item_id) values (1, 1001, 'purchase', 1)",
      'INSUFFICIENT_BUDGET',
    ],
    [
      'a fractional amount',
      "insert into transfers (to_user_id, amount, kind) values (1, 1.5, 'opening')",
      'transfers_amount_range',
    ],
    [
      'an amount of nothing',
      "insert into transfers (to_user_id, amount, kind) values (1, 0, 'opening')",
      'transfers_amount_range',
    ],
    ['a transfer changed', 'update transfers set amount = 1', 'TRANSFERS_NEVER_CHANGE'],
    ['a transfer deleted', 'delete from transfers', 'TRANSFERS_NEVER_VANISH'],
    [
      'a transfer from nobody to nobody',
      "insert into transfers (amount, kind) values (1, 'opening')",
      'transfers_two_accounts',
    ],
    [
      'a movement of an unknown kind',
      "insert into transfers (to_user_id, amount, kind) values (1, 1, 'gift')",
      'UNKNOWN_KIND',
    ],
  ])('%s', async (_, statement, reason) => {
    await addItem(db(), 1, 10);
    await expect(db().write([sql.raw(statement)])).rejects.toThrow(reason);
  });
});
