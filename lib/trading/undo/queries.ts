import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';

/** For how long a trade can be taken back, in milliseconds. */
export const UNDO_WITHIN = 5 * 60_000;

/** Who made the trade: the buyer pays, the one who sells back is paid. */
export const MADE_BY = sql`(case trade.kind when 'purchase' then trade.from_user_id
  when 'sell_back' then trade.to_user_id end)`;

/** Whether the item is as the trade left it. */
export const UNTOUCHED = sql`(
  items.owner_id is (case trade.kind when 'purchase' then trade.from_user_id end)
  and items.asking_price is null
  and not exists (select 1 from transfers as later
    where later.item_id = trade.item_id and later.id > trade.id)
  and not exists (select 1 from item_edits
    where item_edits.item_id = trade.item_id and item_edits.created_at >= trade.created_at))`;

/** Whether the other side has the credits to give back. */
export const COVERED = sql`(trade.to_user_id is null
  or trade.amount <= (select budget from users where id = trade.to_user_id))`;

/** Those of these transfers that the member can take back now. */
export async function listUndoable(
  memberId: number,
  transferIds: readonly number[],
): Promise<Set<number>> {
  if (transferIds.length === 0) return new Set();
  const ids = sql.join(
    transferIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const rows = await database().orm.all<{ id: number }>(
    sql`select trade.id from transfers as trade join items on items.id = trade.item_id
        where trade.id in (${ids}) and ${MADE_BY} = ${memberId}
          and trade.created_at > ${now} - ${UNDO_WITHIN} and ${UNTOUCHED} and ${COVERED}`,
  );
  return new Set(rows.map(({ id }) => id));
}
