import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember } from '@/db/testing/rows';
import { offerItem } from '../../items/offers/mutations.ts';
import { listOffersOf } from '../../items/offers/queries.ts';
import { purchaseItem, sellItemBack } from '../../trading/mutations.ts';
import { undoTrade } from '../../trading/undo/mutations.ts';
import { closeAccount } from '../accounts/mutations.ts';
import { getProfile } from './queries.ts';

const db = databasePerTest();
const [ann, ben] = [1, 2];

beforeEach(async () => {
  for (const member of [ann, ben]) await addMember(db(), member);
  for (let id = 1; id <= 5; id += 1) await addItem(db(), id, 10);
});

describe('the profile of a member', () => {
  it('counts the trades of the member that nobody undid', async () => {
    expect(await getProfile('member1')).toEqual({
      id: ann,
      username: 'member1',
      joinedAt: expect.any(Date),
      trades: 0,
    });
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 20 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await purchaseItem({ memberId: ann, itemId: 2 });
    await sellItemBack({ memberId: ann, itemId: 2 });
    const { transferId } = await purchaseItem({ memberId: ann, itemId: 3 });
    await undoTrade({ memberId: ann, transferId });
    expect(await getProfile('member1')).toMatchObject({ trades: 4 });
    expect(await getProfile('member2')).toMatchObject({ trades: 1 });
  });

  it('is null for a closed account and for an unknown name', async () => {
    await closeAccount(ann);
    const keys = await db().orm.all<{ key: string }>(sql`select username_key as key from users`);
    for (const key of ['member1', 'closed account', keys[0]?.key ?? '', 'nobody', '']) {
      expect(await getProfile(key)).toBeNull();
    }
  });
});

describe('the offers of a member', () => {
  it('are the member’s items with an asking price, newest first, in pages', async () => {
    for (let itemId = 1; itemId <= 4; itemId += 1) await purchaseItem({ memberId: ann, itemId });
    for (const itemId of [1, 2, 4]) await offerItem({ memberId: ann, itemId, askingPrice: itemId });
    const first = await listOffersOf(ann, {}, 2);
    expect(first.items.map(({ id, salePrice }) => [id, salePrice])).toEqual([
      [4, 4],
      [2, 2],
    ]);
    const second = await listOffersOf(ann, { after: first.next ?? 0 }, 2);
    expect(second).toMatchObject({ items: [{ id: 1, salePrice: 1 }], previous: 1, next: null });
    const back = await listOffersOf(ann, { before: second.previous ?? 0 }, 2);
    expect(back).toEqual(first);
    expect(await listOffersOf(ben)).toEqual({ items: [], previous: null, next: null });
  });
});
