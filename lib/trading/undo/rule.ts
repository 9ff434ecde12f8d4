import { sql } from 'drizzle-orm';
import { ago } from '@/db/clock';

// Conditions on a row `trade` of transfers, with the row of its item.

/** For how long a trade can be taken back, in milliseconds. */
export const UNDO_WITHIN = 5 * 60_000;

/** Whether the trade is young enough. */
export const IN_TIME = sql`trade.created_at > ${ago(UNDO_WITHIN)}`;

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
