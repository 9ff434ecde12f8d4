import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { type Deed, may } from '../may.ts';
import { requireOwn } from '../own-item.ts';

/** An owner's item. */
type Owned = { memberId: number; itemId: number };

/**
 * Offers an item to the other members, or changes what is asked for it. What the market never sold
 * is worth to it what was last asked, should the item become the market's.
 *
 * @param offer `askingPrice` in credits
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
 * Takes the offer of an item back; without one, nothing happens.
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

// Always later than the item's last trade, even within the same millisecond, or when an operator has
// set the clock back: a refused purchase tells by the order of the two whether the item was sold.
const afterLastTrade = (itemId: number) => sql`max(${now}, coalesce((select created_at + 1
  from transfers where item_id = ${itemId} order by id desc limit 1), 0))`;

const found = (deed: Deed, { memberId, itemId }: Owned) =>
  sql`select name, asking_price, ${may[deed].condition(memberId)} as mine
      from items where id = ${itemId}`;
