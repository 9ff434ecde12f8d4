import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { auditLedger } from '../../ledger/queries.ts';
import { closeAccount } from '../../people/accounts/mutations.ts';
import { purchaseItem, sellItemBack } from '../../trading/mutations.ts';
import { undoTrade } from '../../trading/undo/mutations.ts';
import { addItem as bringItem } from '../mutations.ts';
import { offerItem, withdrawItem } from './mutations.ts';

const db = databasePerTest();
const code = (code: string) => expect.objectContaining({ code });
const notices = () =>
  db().orm.all(sql`select user_id as who, kind, amount from notices order by id`);

const [ann, ben, cy] = [1, 2, 3];

beforeEach(async () => {
  for (const member of [ann, ben, cy]) await addMember(db(), member);
  await addItem(db(), 1, 300);
  await purchaseItem({ memberId: ann, itemId: 1 });
});

describe('an offer', () => {
  it('lets another member buy, and pays the owner in the same transaction', async () => {
    expect(await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 })).toEqual({
      name: 'Item 1',
      isNew: true,
    });
    await purchaseItem({ memberId: ben, itemId: 1, price: 200 });
    expect([await budgetOf(db(), ann), await budgetOf(db(), ben)]).toEqual([900, 800]);
    expect(await notices()).toEqual([{ who: ann, kind: 'sold', amount: 200 }]);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('sells to only one of many buyers', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    const outcomes = await Promise.allSettled(
      [ben, cy].map((memberId) => purchaseItem({ memberId, itemId: 1, price: 200 })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await budgetOf(db(), ann)).toBe(900);
  });

  it('does not change the amount that the market pays back', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 900 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    expect(await sellItemBack({ memberId: ben, itemId: 1 })).toMatchObject({ price: 300 });
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('refuses a buyer who saw another price', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    expect(await offerItem({ memberId: ann, itemId: 1, askingPrice: 250 })).toMatchObject({
      isNew: false,
    });
    await expect(purchaseItem({ memberId: ben, itemId: 1, price: 200 })).rejects.toEqual(
      code('PRICE_CHANGED'),
    );
  });

  it('ends when the owner withdraws it or sells the item back', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await withdrawItem({ memberId: ann, itemId: 1 });
    await expect(purchaseItem({ memberId: ben, itemId: 1 })).rejects.toEqual(
      code('ITEM_NOT_OFFERED'),
    );
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await sellItemBack({ memberId: ann, itemId: 1 });
    expect(await purchaseItem({ memberId: ben, itemId: 1 })).toMatchObject({ price: 300 });
  });

  it('gives different errors for a sold item and for a withdrawn offer', async () => {
    const refused = (reason: string) =>
      expect(purchaseItem({ memberId: cy, itemId: 1, price: 200 })).rejects.toEqual(code(reason));
    await refused('ITEM_TAKEN');
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await withdrawItem({ memberId: ann, itemId: 1 });
    await refused('ITEM_NOT_OFFERED');
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    const { transferId } = await purchaseItem({ memberId: ben, itemId: 1 });
    await refused('ITEM_TAKEN');
    await undoTrade({ memberId: ben, transferId });
    await withdrawItem({ memberId: ann, itemId: 1 });
    await refused('ITEM_NOT_OFFERED');
    const back = await sellItemBack({ memberId: ann, itemId: 1 });
    await undoTrade({ memberId: ann, transferId: back.transferId });
    await refused('ITEM_NOT_OFFERED');
    expect(await budgetOf(db(), cy)).toBe(1_000);
  });

  it('counts as taken after a sale, even when the clock was set back', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await db().write([sql`update items set offered_at = offered_at + 60000 where id = 1`]);
    await purchaseItem({ memberId: ben, itemId: 1 });
    const late = purchaseItem({ memberId: cy, itemId: 1, price: 200 });
    await expect(late).rejects.toEqual(code('ITEM_TAKEN'));
  });

  it('ends when the owner closes the account, and the market sells the item at its price', async () => {
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await closeAccount(ann);
    await expect(purchaseItem({ memberId: ben, itemId: 1, price: 200 })).rejects.toMatchObject({
      code: 'PRICE_CHANGED',
      details: { seen: 200, price: 300 },
    });
    expect(await budgetOf(db(), ben)).toBe(1_000);
    await purchaseItem({ memberId: cy, itemId: 1 });
    await expect(purchaseItem({ memberId: ben, itemId: 1, price: 200 })).rejects.toEqual(
      code('ITEM_TAKEN'),
    );
  });

  it('is necessary before others can buy the item', async () => {
    const kept = { name: 'Kite', description: '', category: null, askingPrice: 9, offered: false };
    const { itemId } = await bringItem({ ...kept, memberId: ann });
    await expect(purchaseItem({ memberId: ben, itemId })).rejects.toEqual(code('ITEM_NOT_OFFERED'));
  });

  it('can be made, changed and withdrawn only by the owner', async () => {
    for (const act of [
      offerItem({ memberId: ben, itemId: 1, askingPrice: 1 }),
      withdrawItem({ memberId: ben, itemId: 1 }),
    ]) {
      await expect(act).rejects.toEqual(code('NOT_YOUR_ITEM'));
    }
    await expect(offerItem({ memberId: ann, itemId: 9, askingPrice: 1 })).rejects.toEqual(
      code('ITEM_NOT_FOUND'),
    );
    await expect(purchaseItem({ memberId: ann, itemId: 1 })).rejects.toEqual(
      code('ITEM_ALREADY_YOURS'),
    );
  });

  it('sends notices to members with a star: when it begins, and when its price falls', async () => {
    await db().write([sql`insert into stars (user_id, item_id) values (${cy}, 1), (${ann}, 1)`]);
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 200 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 250 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 150 });
    expect(await notices()).toEqual([
      { who: cy, kind: 'returned', amount: 200 },
      { who: cy, kind: 'price_fell', amount: 150 },
    ]);
  });
});
