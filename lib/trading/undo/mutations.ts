import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';
import { COVERED, IN_TIME, MADE_BY, UNTOUCHED } from './rule.ts';

/** The trade that was undone. `name` is the name of the item, `amount` is in credits. */
export type UndoneTrade = { kind: 'purchase' | 'sell_back'; name: string; amount: number };

/**
 * Undoes a purchase or a sell-back. A new transfer moves the same amount back and refers to the first
 * transfer. The item goes back to its former owner. Only the member who made the trade can undo it,
 * within five minutes. The item must be unchanged, and the payee must still have the credits. A second
 * call changes nothing.
 *
 * @throws AppError NOTHING_TO_UNDO when the member has made no such trade
 * @throws AppError TOO_LATE_TO_UNDO, CHANGED_SINCE, CREDITS_ARE_SPENT
 */
export async function undoTrade({
  memberId,
  transferId,
}: {
  memberId: number;
  transferId: number;
}): Promise<UndoneTrade> {
  const [decided, , found] = await database().write([
    sql`insert into transfers (from_user_id, to_user_id, amount, kind, item_id, reverses_id)
        select trade.to_user_id, trade.from_user_id, trade.amount, 'reversal', trade.item_id, trade.id
        from transfers as trade join items on items.id = trade.item_id
        where trade.id = ${transferId} and ${MADE_BY} = ${memberId}
          and ${IN_TIME} and ${UNTOUCHED} and ${COVERED}`,
    // An item of the market belongs to the market again. An item of a member is offered again.
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
    return { kind: row.kind as UndoneTrade['kind'], name, amount: Number(row.amount) };
  }
  if (!row.in_time) throw new AppError('TOO_LATE_TO_UNDO', { name });
  throw new AppError(row.untouched ? 'CREDITS_ARE_SPENT' : 'CHANGED_SINCE', { name });
}
