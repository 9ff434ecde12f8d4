import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';

/**
 * Marks a member's notices as read.
 * @param upTo the newest that the member has seen: what has come since stays unread
 */
export async function markNoticesRead(memberId: number, upTo: number): Promise<void> {
  await database().write([
    sql`update notices set read_at = ${now}
        where user_id = ${memberId} and id <= ${upTo} and read_at is null`,
  ]);
}
