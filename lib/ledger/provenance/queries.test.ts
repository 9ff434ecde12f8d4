import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem as addItemOfMarket, addMember } from '@/db/testing/rows';
import { addItem, editItem } from '../../items/mutations.ts';
import { offerItem } from '../../items/offers/mutations.ts';
import { closeAccount } from '../../people/accounts/mutations.ts';
import { purchaseItem, sellItemBack } from '../../trading/mutations.ts';
import { undoTrade } from '../../trading/undo/mutations.ts';
import { getProvenance, HISTORY_LIMIT } from './queries.ts';

const db = databasePerTest();

const [ann, ben, cy] = [1, 2, 3];
const kite = { name: 'Kite', description: '', category: null };

/** The events of an item as short texts, oldest first. */
async function told(item: number) {
  const { events } = await getProvenance(item);
  return events.toReversed().map(({ at, ...event }) => {
    expect(at).toBeInstanceOf(Date);
    return Object.fromEntries(
      Object.entries(event).map(([name, value]) => [
        name,
        value && typeof value === 'object' ? value.name : value,
      ]),
    );
  });
}

/** Waits 3 ms, so that two events never have the same time. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 3));

const lastTransfer = async () =>
  (await db().orm.get<{ id: number }>(sql`select max(id) as id from transfers`)).id;

beforeEach(async () => {
  for (const member of [ann, ben, cy]) await addMember(db(), member);
  await addItemOfMarket(db(), 1, 300);
  await moment();
});

describe('the history of an item', () => {
  it('has all owners and prices from the beginning', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 120 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await sellItemBack({ memberId: ben, itemId: 1 });
    expect(await told(1)).toEqual([
      { kind: 'added', by: null },
      { kind: 'bought', by: 'member1', from: null, price: 300 },
      { kind: 'bought', by: 'member2', from: 'member1', price: 120 },
      { kind: 'sold_back', by: 'member2', price: 300 },
    ]);
  });

  it('has undone trades', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await sellItemBack({ memberId: ann, itemId: 1 });
    await undoTrade({ memberId: ann, transferId: await lastTransfer() });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 120 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await undoTrade({ memberId: ben, transferId: await lastTransfer() });
    expect((await told(1)).slice(2)).toEqual([
      { kind: 'sold_back', by: 'member1', price: 300 },
      { kind: 'sell_back_undone', by: 'member1', price: 300 },
      { kind: 'bought', by: 'member2', from: 'member1', price: 120 },
      { kind: 'purchase_undone', by: 'member2', to: 'member1', price: 120 },
    ]);
  });

  it('has the edits in order, and the member who added the item', async () => {
    const { itemId } = await addItem({ ...kite, memberId: ann, askingPrice: 5, offered: true });
    await moment();
    await editItem({ ...kite, memberId: ann, itemId, name: 'Red kite' });
    await moment();
    await purchaseItem({ memberId: ben, itemId });
    expect(await told(itemId)).toEqual([
      { kind: 'added', by: 'member1' },
      { kind: 'edited', by: 'member1', field: 'name', before: 'Kite', after: 'Red kite' },
      { kind: 'bought', by: 'member2', from: 'member1', price: 5 },
    ]);
  });

  it('shows when a closed account left the item to the market, without a name', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    const { itemId } = await addItem({ ...kite, memberId: ann, askingPrice: 5, offered: false });
    await moment();
    await closeAccount(ann);
    await moment();
    await purchaseItem({ memberId: ben, itemId: 1 });
    expect(await told(1)).toEqual([
      { kind: 'added', by: null },
      { kind: 'bought', by: 'Closed account', from: null, price: 300 },
      { kind: 'account_closed' },
      { kind: 'bought', by: 'member2', from: null, price: 300 },
    ]);
    expect(await told(itemId)).toEqual([
      { kind: 'added', by: 'Closed account' },
      { kind: 'account_closed' },
    ]);
  });

  it('ignores closed accounts that had sold the item before', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 120 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await moment();
    await closeAccount(ann);
    expect((await told(1)).map(({ kind }) => kind)).toEqual(['added', 'bought', 'bought']);
  });

  it('has only the latest trades and edits, up to the limit', async () => {
    for (let round = 0; round < HISTORY_LIMIT / 2; round += 1) {
      await purchaseItem({ memberId: ann, itemId: 1 });
      await sellItemBack({ memberId: ann, itemId: 1 });
    }
    expect(await getProvenance(1)).toMatchObject({ more: false });
    await purchaseItem({ memberId: cy, itemId: 1 });
    const { events, more } = await getProvenance(1);
    expect(more).toBe(true);
    expect(events).toHaveLength(HISTORY_LIMIT + 1);
    expect(events[0]).toMatchObject({ kind: 'bought', by: { name: 'member3' } });
    for (let round = 0; round <= HISTORY_LIMIT; round += 1) {
      await editItem({ ...kite, memberId: cy, itemId: 1, name: `Kite ${round}` });
    }
    expect((await getProvenance(1)).events).toHaveLength(2 * HISTORY_LIMIT + 1);
  });

  it('is empty for an unknown item', async () => {
    expect(await getProvenance(99)).toEqual({ events: [], more: false });
  });
});
