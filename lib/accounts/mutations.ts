import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/**
 * Closes an account for good: what the member owns becomes the market's, the credits that are left
 * go back to it, every session ends, and name, address and password are forgotten. The transfers
 * stay, as those of a closed account.
 */
export async function closeAccount(memberId: number): Promise<void> {
  const now = Date.now();
  // Two spaces, which no name that somebody has chosen can have in its key.
  const key = `closed  ${memberId}`;
  await database().write([
    sql`insert into transfers (from_user_id, amount, kind)
        select id, budget, 'closing' from users
        where id = ${memberId} and closed_at is null and budget > 0`,
    sql`update items set owner_id = null, sold_for = null, asking_price = null, offered_at = ${now}
        where owner_id = ${memberId}`,
    sql`update users set closed_at = coalesce(closed_at, ${now}), password_hash = null,
          username = 'Closed account', username_key = ${key}, email = ${key}, email_key = ${key}
        where id = ${memberId}`,
    sql`delete from sessions where user_id = ${memberId}`,
    sql`delete from stars where user_id = ${memberId}`,
    sql`delete from notices where user_id = ${memberId}`,
  ]);
}
