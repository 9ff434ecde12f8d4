import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';

// Triggers write the notices, in the same step as what they tell of: `notices_of_trades` and
// `notices_of_offers` in db/migrations/0003_members_trade_rules.sql. Who is told of what:
// - the seller, when another member buys the item (`sold`) or undoes the purchase (`undone`);
// - every member with a star on the item, except the owner, when the item costs less (`price_fell`)
//   or is for sale again (`returned`).

/**
 * Marks the notices of a member as read.
 * @param upTo the id of the newest notice on the page; later notices stay unread
 */
export async function markNoticesRead(memberId: number, upTo: number): Promise<void> {
  await database().write([
    sql`update notices set read_at = ${now}
        where user_id = ${memberId} and id <= ${upTo} and read_at is null`,
  ]);
}
