import { sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';

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
