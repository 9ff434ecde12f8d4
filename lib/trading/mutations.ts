import type { Row } from '@libsql/client';
import { type SQL, sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import type { TransferKind } from '@/db/schema';
import { AppError } from '../errors.ts';
import { isOwner, may } from '../items/may.ts';

/** One member's wish about one item. */
export type Trade = {
  memberId: number;
  itemId: number;
  /** The price the member saw, in credits; absent means today's. */
  price?: number | undefined;
  /** The one-time key of the form: with the same key the same trade happens once. */
  key?: string | undefined;
};

/** What happened: at the first try, or at an earlier one with the same key. */
export type Traded = { transferId: number; name: string; price: number };

/**
 * A member buys an item, from the market or from the member who offers it: the item and the credits
 * move in one atomic step, or neither does. Nothing is read first and decided later; the first
 * statement decides, the second depends on it, and the third only says what was found.
 *
 * @throws AppError ITEM_NOT_FOUND, ITEM_TAKEN, ITEM_NOT_OFFERED, ITEM_ALREADY_YOURS,
 *   PRICE_CHANGED, INSUFFICIENT_BUDGET, KEY_REUSED
 */
export async function purchaseItem(trade: Trade): Promise<Traded> {
  const { memberId, itemId, price = null } = trade;
  const key = keyOf(trade);
  const { done, seen } = await settle(trade, [
    // Never earlier than the offer, even when an operator has set the clock back since: `is_taken`
    // compares the two.
    sql`insert into transfers (from_user_id, to_user_id, amount, kind, item_id, key, created_at)
        select buyer.id, items.owner_id, items.sale_price, 'purchase', items.id, ${key},
          max(${now}, items.offered_at)
        from items join users as buyer on buyer.id = ${memberId}
        where items.id = ${itemId} and ${may.buy.condition(memberId)}
          and items.sale_price = coalesce(${price}, items.sale_price)
          and buyer.budget >= items.sale_price
          and not exists (select 1 from transfers where key = ${key})
        returning id, amount`,
    sql`update items set owner_id = ${memberId}, asking_price = null,
          sold_for = case when owner_id is null then price else sold_for end
        where id = ${itemId} and changes() = 1`,
  ]);
  if (done) return { ...done, name: seen.name };
  const earlier = replayOf(trade, 'purchase', seen);
  if (earlier) return earlier;
  if (isOwner({ id: memberId }, seen))
    throw new AppError('ITEM_ALREADY_YOURS', { name: seen.name });
  if (seen.salePrice === null) {
    throw new AppError(seen.isTaken ? 'ITEM_TAKEN' : 'ITEM_NOT_OFFERED', { name: seen.name });
  }
  if (price !== null && price !== seen.salePrice) {
    throw new AppError('PRICE_CHANGED', { name: seen.name, seen: price, price: seen.salePrice });
  }
  throw new AppError('INSUFFICIENT_BUDGET', {
    name: seen.name,
    price: seen.salePrice,
    budget: seen.budget,
  });
}

/**
 * The market takes an item back and pays what it was paid for it, which makes no credits out of
 * nothing however often prices change meanwhile.
 *
 * @throws AppError ITEM_NOT_FOUND, NOT_YOUR_ITEM, NEVER_SOLD_BY_MARKET, PRICE_CHANGED, KEY_REUSED
 */
export async function sellItemBack(trade: Trade): Promise<Traded> {
  const { memberId, itemId, price = null } = trade;
  const key = keyOf(trade);
  const { done, seen } = await settle(trade, [
    sql`insert into transfers (to_user_id, amount, kind, item_id, key)
        select owner_id, sold_for, 'sell_back', id, ${key}
        from items
        where id = ${itemId} and ${may.sellBack.condition(memberId)}
          and sold_for = coalesce(${price}, sold_for)
          and not exists (select 1 from transfers where key = ${key})
        returning id, amount`,
    sql`update items set owner_id = null, sold_for = null, asking_price = null, offered_at = ${now}
        where id = ${itemId} and changes() = 1`,
  ]);
  if (done) return { ...done, name: seen.name };
  const earlier = replayOf(trade, 'sell_back', seen);
  if (earlier) return earlier;
  if (!isOwner({ id: memberId }, seen)) throw new AppError('NOT_YOUR_ITEM', { name: seen.name });
  if (seen.soldFor === null) throw new AppError('NEVER_SOLD_BY_MARKET', { name: seen.name });
  throw new AppError('PRICE_CHANGED', { name: seen.name, seen: price ?? 0, price: seen.soldFor });
}

type Moved = { transferId: number; price: number };

type Seen = {
  name: string;
  /** What it costs whoever buys it; null = nobody can. */
  salePrice: number | null;
  ownerId: number | null;
  soldFor: number | null;
  /** Whether its owner has bought it, and not offered it since. */
  isTaken: boolean;
  budget: number;
  earlier: (Moved & { kind: TransferKind; itemId: number; memberId: number }) | null;
};

async function settle(trade: Trade, statements: [SQL, SQL]) {
  const { memberId, itemId } = trade;
  const [decided, , found] = await database().write([
    ...statements,
    sql`select items.name, items.sale_price, items.owner_id, items.sold_for, users.budget, earlier.kind,
          earlier.id, earlier.item_id, coalesce(earlier.from_user_id, earlier.to_user_id) as member_id,
          earlier.amount,
          (select kind = 'purchase' and created_at >= items.offered_at from transfers
            where item_id = items.id order by id desc limit 1) as is_taken
        from items left join users on users.id = ${memberId}
          left join transfers as earlier on earlier.key = ${keyOf(trade)}
        where items.id = ${itemId}`,
  ]);
  const row = found?.rows[0];
  if (!row) throw new AppError('ITEM_NOT_FOUND');
  const seen: Seen = {
    name: String(row.name),
    salePrice: numberOf(row.sale_price),
    ownerId: numberOf(row.owner_id),
    soldFor: numberOf(row.sold_for),
    isTaken: row.is_taken === 1,
    budget: Number(row.budget),
    earlier:
      row.kind === null
        ? null
        : {
            kind: row.kind as TransferKind,
            itemId: Number(row.item_id),
            memberId: Number(row.member_id),
            ...movedOf(row),
          },
  };
  const moved = decided?.rows[0] ?? null;
  return { done: moved && movedOf(moved), seen };
}

const movedOf = (row: Row): Moved => ({
  transferId: Number(row.id),
  price: Number(row.amount),
});

const numberOf = (value: unknown) => (value === null ? null : Number(value));

// A key is the member's own: nobody else's can stand in its way.
function keyOf({ memberId, key }: Trade): string | null {
  return key ? `${memberId}:${key}` : null;
}

function replayOf(
  { memberId, itemId, key }: Trade,
  kind: TransferKind,
  { name, earlier }: Seen,
): Traded | null {
  if (!key || !earlier) return null;
  const same = earlier.kind === kind && earlier.itemId === itemId && earlier.memberId === memberId;
  if (!same) throw new AppError('KEY_REUSED');
  return { transferId: earlier.transferId, name, price: earlier.price };
}
