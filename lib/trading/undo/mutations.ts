import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';
import { COVERED, IN_TIME, MADE_BY, UNTOUCHED } from './rule.ts';

/** What a trade that was taken back was, of which item, for how many credits. */
export type Undone = { kind: 'purchase' | 'sell_back'; name: string; amount: number };

/**
 * Takes back a purchase or a sell-back: by a transfer of the same amount the other way, which names
 * the one it reverses, and the item goes back to whom it was with. Only whoever made the trade can,
 * within five minutes, while nothing else has happened to the item and the other side still has the
 * credits. Doing it twice does it once.
 *
 * @throws AppError NOTHING_TO_UNDO when there is no such trade of this member's
 * @throws AppError TOO_LATE_TO_UNDO, CHANGED_SINCE, CREDITS_ARE_SPENT
 */
export async function undoTrade({
  memberId,
  transferId,
}: {
  memberId: number;
  transferId: number;
}): Promise<Undone> {
  const [decided, , found] = await database().write([
    sql`insert into transfers (from_user_id, to_user_id, amount, kind, item_id, reverses_id)
        select trade.to_user_id, trade.from_user_id, trade.amount, 'reversal', trade.item_id, trade.id
        from transfers as trade join items on items.id = trade.item_id
        where trade.id = ${transferId} and ${MADE_BY} = ${memberId}
          and ${IN_TIME} and ${UNTOUCHED} and ${COVERED}`,
    // The market's own item is the market's again; a member's is offered again as it was.
    sql`update items set
          owner_id = trade.to_user_id,
          sold_for = case
            when trade.kind = 'sell_back' then trade.amount
            when trade.to_user_id is not null then items.sold_for end,
          asking_price = case
            when trade.kind = 'purchase' and trade.to_user_id is not null then trade.amount end
        from transfers as trade
        where trade.id = ${transferId} and items.id = trade.item_id and changes() = 1`,
    sql`select items.name, trade.kind, trade.amount,
          ${IN_TIME} as in_time, ${UNTOUCHED} as untouched,
          exists (select 1 from transfers where reverses_id = trade.id) as undone
        from transfers as trade join items on items.id = trade.item_id
        where trade.id = ${transferId} and ${MADE_BY} = ${memberId}`,
  ]);
  const row = found?.rows[0];
  if (!row) throw new AppError('NOTHING_TO_UNDO');
  const name = String(row.name);
  if (decided?.rowsAffected || row.undone) {
    return { kind: row.kind as Undone['kind'], name, amount: Number(row.amount) };
  }
  if (!row.in_time) throw new AppError('TOO_LATE_TO_UNDO', { name });
  throw new AppError(row.untouched ? 'CREDITS_ARE_SPENT' : 'CHANGED_SINCE', { name });
}
