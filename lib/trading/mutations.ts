import type { Row } from '@libsql/client';
import { type SQL, sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import type { TransferKind } from '@/db/schema';
import { AppError } from '../errors.ts';
import { isOwner, may } from '../items/may.ts';

/** A purchase or a sell-back that a member asks for. */
export type TradeRequest = {
  memberId: number;
  itemId: number;
  /** The price that the member saw, in credits. Absent = the current price. */
  price?: number | undefined;
  /** The one-time key of the form. A second form with the same key changes nothing. */
  key?: string | undefined;
};

/** The result of a trade. A repeated form gets the result of the first form. `price` is in credits. */
export type TradeResult = { transferId: number; name: string; price: number };

/**
 * A member buys an item, from the market or from another member. The item and the credits move in one
 * transaction. The first statement decides, and the second depends on the first. The third statement
 * reads the facts for a refusal.
 *
 * @throws AppError ITEM_NOT_FOUND, ITEM_TAKEN, ITEM_NOT_OFFERED, ITEM_ALREADY_YOURS,
 *   PRICE_CHANGED, INSUFFICIENT_BUDGET, KEY_REUSED
 */
export async function purchaseItem(trade: TradeRequest): Promise<TradeResult> {
  const { memberId, itemId, price = null } = trade;
  const key = keyOf(trade);
  const { done, after } = await executeTrade(trade, [
    // The purchase must not be earlier than the offer, even if the clock was set back: `is_taken`
    // compares both times.
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
  if (done) return { ...done, name: after.name };
  const earlier = findReplay(trade, 'purchase', after);
  if (earlier) return earlier;
  if (after.ownerId === memberId) throw new AppError('ITEM_ALREADY_YOURS', { name: after.name });
  if (after.salePrice === null) {
    throw new AppError(after.isTaken ? 'ITEM_TAKEN' : 'ITEM_NOT_OFFERED', { name: after.name });
  }
  if (price !== null && price !== after.salePrice) {
    throw new AppError('PRICE_CHANGED', { name: after.name, seen: price, price: after.salePrice });
  }
  throw new AppError('INSUFFICIENT_BUDGET', {
    name: after.name,
    price: after.salePrice,
    budget: after.budget,
  });
}

/**
 * The market takes an item back and pays the amount that it was paid for the item. So nobody gains
 * credits when the price changes between purchase and sell-back.
 *
 * @throws AppError ITEM_NOT_FOUND, NOT_YOUR_ITEM, NEVER_SOLD_BY_MARKET, PRICE_CHANGED, KEY_REUSED
 */
export async function sellItemBack(trade: TradeRequest): Promise<TradeResult> {
  const { memberId, itemId, price = null } = trade;
  const key = keyOf(trade);
  const { done, after } = await executeTrade(trade, [
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
  if (done) return { ...done, name: after.name };
  const earlier = findReplay(trade, 'sell_back', after);
  if (earlier) return earlier;
  if (!isOwner({ id: memberId }, after)) throw new AppError('NOT_YOUR_ITEM', { name: after.name });
  if (after.soldFor === null) throw new AppError('NEVER_SOLD_BY_MARKET', { name: after.name });
  throw new AppError('PRICE_CHANGED', { name: after.name, seen: price ?? 0, price: after.soldFor });
}

/** A transfer: its id, and its amount in credits. */
type Payment = { transferId: number; price: number };

/** The item, the budget and an earlier transfer with the same key, read after the trade. */
type StateAfter = {
  name: string;
  /** What a buyer pays, in credits. Null = the item is not for sale. */
  salePrice: number | null;
  ownerId: number | null;
  soldFor: number | null;
  /** Whether the last transfer is a purchase, and the item was not offered again after it. */
  isTaken: boolean;
  budget: number;
  earlier: (Payment & { kind: TransferKind; itemId: number; memberId: number }) | null;
};

/** Runs both statements of a trade. `done` is null when the first statement inserted nothing. */
async function executeTrade(trade: TradeRequest, statements: [SQL, SQL]) {
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
  const after: StateAfter = {
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
            ...toPayment(row),
          },
  };
  const payment = decided?.rows[0] ?? null;
  return { done: payment && toPayment(payment), after };
}

const toPayment = (row: Row): Payment => ({
  transferId: Number(row.id),
  price: Number(row.amount),
});

const numberOf = (value: unknown) => (value === null ? null : Number(value));

// The key includes the member id, so equal keys of two members do not collide.
function keyOf({ memberId, key }: TradeRequest): string | null {
  return key ? `${memberId}:${key}` : null;
}

/** The result of an earlier form with the same key, or null. @throws AppError KEY_REUSED */
function findReplay(
  { memberId, itemId, key }: TradeRequest,
  kind: TransferKind,
  { name, earlier }: StateAfter,
): TradeResult | null {
  if (!key || !earlier) return null;
  const same = earlier.kind === kind && earlier.itemId === itemId && earlier.memberId === memberId;
  if (!same) throw new AppError('KEY_REUSED');
  return { transferId: earlier.transferId, name, price: earlier.price };
}
