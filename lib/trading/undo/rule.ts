import { sql } from 'drizzle-orm';
import { ago } from '@/db/clock';

// SQL conditions on a row `trade` of the table `transfers`, joined with its row of `items`.

/** How long a trade can be undone. */
export const UNDO_WINDOW_MS = 5 * 60_000;

/** Whether the trade is recent enough. */
export const IN_TIME = sql`trade.created_at > ${ago(UNDO_WINDOW_MS)}`;

/** The id of the member who made the trade: the payer of a purchase, the payee of a sell-back. */
export const MADE_BY = sql`(case trade.kind when 'purchase' then trade.from_user_id
  when 'sell_back' then trade.to_user_id end)`;

/** Whether nothing has happened to the item after the trade. */
export const UNTOUCHED = sql`(
  items.owner_id is (case trade.kind when 'purchase' then trade.from_user_id end)
  and items.asking_price is null
  and not exists (select 1 from transfers as later
    where later.item_id = trade.item_id and later.id > trade.id)
  and not exists (select 1 from item_edits
    where item_edits.item_id = trade.item_id and item_edits.created_at >= trade.created_at))`;

/** Whether the payee of the trade still has the credits. */
export const COVERED = sql`(trade.to_user_id is null
  or trade.amount <= (select budget from users where id = trade.to_user_id))`;
