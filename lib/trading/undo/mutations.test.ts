import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { moveClock } from '@/db/testing/clock';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { offerItem } from '../../items/offers/mutations.ts';
import { auditLedger } from '../../ledger/queries.ts';
import { purchaseItem, sellItemBack } from '../mutations.ts';
import { undoTrade } from './mutations.ts';
import { listUndoable } from './queries.ts';
import { UNDO_WINDOW_MS } from './rule.ts';

const db = databasePerTest();
const code = (code: string) => expect.objectContaining({ code });
const [ann, ben] = [1, 2];

const lastTransfer = async () =>
  (await db().orm.get<{ id: number }>(sql`select max(id) as id from transfers`)).id;
const item = () =>
  db().orm.get(sql`select owner_id as owner, sold_for as soldFor, asking_price as asking
    from items where id = 1`);

beforeEach(async () => {
  for (const member of [ann, ben]) await addMember(db(), member);
  await addItem(db(), 1, 300);
  await addItem(db(), 2, 900);
});

describe('undoing a trade', () => {
  it('gives the credits and the item of a purchase back, once', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    const trade = { memberId: ann, transferId: await lastTransfer() };
    const undone = await Promise.all([undoTrade(trade), undoTrade(trade), undoTrade(trade)]);
    expect(undone).toEqual(Array(3).fill({ kind: 'purchase', name: 'Item 1', amount: 300 }));
    expect(await budgetOf(db(), ann)).toBe(1_000);
    expect(await item()).toEqual({ owner: null, soldFor: null, asking: null });
    expect(
      await db().orm.all(sql`select kind, reverses_id as of from transfers where id > 2`),
    ).toEqual([
      { kind: 'purchase', of: null },
      { kind: 'reversal', of: trade.transferId },
    ]);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('gives the item of a sell-back back for the same amount', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await db().write([sql`update items set price = 400 where id = 1`]);
    await sellItemBack({ memberId: ann, itemId: 1 });
    expect(await undoTrade({ memberId: ann, transferId: await lastTransfer() })).toEqual({
      kind: 'sell_back',
      name: 'Item 1',
      amount: 300,
    });
    expect(await item()).toEqual({ owner: ann, soldFor: 300, asking: null });
    expect(await budgetOf(db(), ann)).toBe(700);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('offers the item of another member again, and notifies the seller', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await undoTrade({ memberId: ben, transferId: await lastTransfer() });
    expect(await item()).toEqual({ owner: ann, soldFor: 300, asking: 200 });
    expect([await budgetOf(db(), ann), await budgetOf(db(), ben)]).toEqual([700, 1_000]);
    expect(await db().orm.all(sql`select user_id as who, kind from notices order by id`)).toEqual([
      { who: ann, kind: 'sold' },
      { who: ann, kind: 'undone' },
    ]);
  });

  it('is allowed for the member who made the trade, not for the payee', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    const transferId = await lastTransfer();
    for (const trade of [
      { memberId: ann, transferId },
      { memberId: ben, transferId: 1 },
    ]) {
      await expect(undoTrade(trade)).rejects.toEqual(code('NOTHING_TO_UNDO'));
    }
  });

  it('is refused after five minutes', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    const trade = { memberId: ann, transferId: await lastTransfer() };
    await moveClock(db(), UNDO_WINDOW_MS + 1_000);
    await expect(undoTrade(trade)).rejects.toEqual(code('TOO_LATE_TO_UNDO'));
    await moveClock(db(), -(UNDO_WINDOW_MS + 1_000));
    expect(await undoTrade(trade)).toEqual({ kind: 'purchase', name: 'Item 1', amount: 300 });
  });

  it('is refused after another trade of the item', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    const transferId = await lastTransfer();
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await expect(undoTrade({ memberId: ann, transferId })).rejects.toEqual(code('CHANGED_SINCE'));
    await purchaseItem({ memberId: ben, itemId: 1 });
    await expect(undoTrade({ memberId: ann, transferId })).rejects.toEqual(code('CHANGED_SINCE'));
  });

  it('is refused after an edit of the item', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await db().write([
      sql`insert into item_edits (item_id, user_id, field, before, after)
          values (1, ${ann}, 'name', 'Item 1', 'Thing')`,
    ]);
    await expect(undoTrade({ memberId: ann, transferId: await lastTransfer() })).rejects.toEqual(
      code('CHANGED_SINCE'),
    );
  });

  it('is refused when the credits are spent', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    const transferId = await lastTransfer();
    await purchaseItem({ memberId: ann, itemId: 2 });
    await expect(undoTrade({ memberId: ben, transferId })).rejects.toEqual(
      code('CREDITS_ARE_SPENT'),
    );
    expect(await budgetOf(db(), ben)).toBe(800);
  });
});

describe('the list of trades that can be undone', () => {
  const undoable = async (memberId: number) => [
    ...(await listUndoable(memberId, [1, 2, 3, 4, 5, 6])),
  ];

  it('has the member’s own trade until it is undone', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    const transferId = await lastTransfer();
    expect(await undoable(ann)).toEqual([transferId]);
    expect(await undoable(ben)).toEqual([]);
    await undoTrade({ memberId: ann, transferId });
    expect(await undoable(ann)).toEqual([]);
  });

  it('has only the last trade of an item', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await sellItemBack({ memberId: ann, itemId: 1 });
    expect(await undoable(ann)).toEqual([await lastTransfer()]);
  });

  it('has no trade that undoing would refuse', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    expect(await undoable(ann)).toEqual([]);
    await purchaseItem({ memberId: ben, itemId: 1 });
    expect(await undoable(ben)).toEqual([await lastTransfer()]);
    await purchaseItem({ memberId: ann, itemId: 2 });
    expect(await undoable(ben)).toEqual([]);
    await moveClock(db(), UNDO_WINDOW_MS + 1_000);
    expect(await undoable(ann)).toEqual([]);
  });
});
