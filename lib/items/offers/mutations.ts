import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { type ItemAction, may } from '../may.ts';
import { requireOwn } from '../own-item.ts';

/** A member and an item. */
type Owned = { memberId: number; itemId: number };

/**
 * Offers an item to the other members, or changes its asking price. For an item that the market never
 * sold, the asking price also becomes `price`: the market asks it if the market gets the item.
 *
 * @param offer `askingPrice` in credits, at least 1
 * @returns `isNew`: whether the item was not offered before
 * @throws AppError ITEM_NOT_FOUND, NOT_YOUR_ITEM
 */
export async function offerItem(
  offer: Owned & { askingPrice: number },
): Promise<{ name: string; isNew: boolean }> {
  const { memberId, itemId, askingPrice } = offer;
  const [before] = await database().write([
    found('offer', offer),
    sql`update items set asking_price = ${askingPrice},
          price = case when sold_for is null then ${askingPrice} else price end,
          offered_at = case when asking_price is null then ${afterLastTrade(itemId)}
            else offered_at end
        where id = ${itemId} and ${may.offer.condition(memberId)}`,
  ]);
  const { name, asking_price: asked } = requireOwn(before?.rows[0], 'NOT_YOUR_ITEM');
  return { name, isNew: asked === null };
}

/**
 * Withdraws the offer of an item. If the item is not offered, nothing changes.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOUR_ITEM
 */
export async function withdrawItem(owned: Owned): Promise<{ name: string }> {
  const { memberId, itemId } = owned;
  const [before] = await database().write([
    found('withdraw', owned),
    sql`update items set asking_price = null
        where id = ${itemId} and ${may.withdraw.condition(memberId)}`,
  ]);
  return { name: requireOwn(before?.rows[0], 'NOT_YOUR_ITEM').name };
}

// The time of an offer must be later than the item's last trade, even if the clock was set back.
// A refused purchase compares both times to find out whether another buyer took the item.
const afterLastTrade = (itemId: number) => sql`max(${now}, coalesce((select created_at + 1
  from transfers where item_id = ${itemId} order by id desc limit 1), 0))`;

const found = (action: ItemAction, { memberId, itemId }: Owned) =>
  sql`select name, asking_price, ${may[action].condition(memberId)} as mine
      from items where id = ${itemId}`;
