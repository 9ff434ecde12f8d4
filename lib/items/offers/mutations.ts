import type { ResultSet, Row } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';

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
  const [before, changed] = await database().write([
    found(itemId),
    sql`update items set asking_price = ${askingPrice},
          price = case when sold_for is null then ${askingPrice} else price end,
          offered_at = case when asking_price is null then ${afterLastTrade(itemId)}
            else offered_at end
        where id = ${itemId} and owner_id = ${memberId}`,
  ]);
  const { name, asking_price: asked } = judge(before, changed);
  return { name: String(name), isNew: asked === null };
}

/**
 * Takes the offer of an item back; without one, nothing happens.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOUR_ITEM
 */
export async function withdrawItem({ memberId, itemId }: Owned): Promise<{ name: string }> {
  const [before, changed] = await database().write([
    found(itemId),
    sql`update items set asking_price = null where id = ${itemId} and owner_id = ${memberId}`,
  ]);
  return { name: String(judge(before, changed).name) };
}

// Later than the item's last trade, even when both happen in one millisecond or somebody sets the
// clock back. A refused buyer is told by this order whether the item was sold or withdrawn.
const afterLastTrade = (itemId: number) => sql`max(${now}, coalesce((select created_at + 1
  from transfers where item_id = ${itemId} order by id desc limit 1), 0))`;

const found = (itemId: number) => sql`select name, asking_price from items where id = ${itemId}`;

function judge(before: ResultSet | undefined, changed: ResultSet | undefined): Row {
  const row = before?.rows[0];
  if (!row) throw new AppError('ITEM_NOT_FOUND');
  if (!changed?.rowsAffected) throw new AppError('NOT_YOUR_ITEM', { name: String(row.name) });
  return row;
}
