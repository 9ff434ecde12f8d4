import { type SQL, sql } from 'drizzle-orm';
import { now } from '@/db/clock';

/** The moment 24 hours ago, by the clock of the database. */
export const aDayAgo = sql`(${now} - ${24 * 60 * 60_000})`;

/** How many changes a member can make to their items within a day: each is kept for ever. */
export const MOST_EDITED = 500;
/** A condition: whether a member may make a change today. */
export function mayEdit(memberId: number): SQL {
  return sql`(select count(*) from item_edits where user_id = ${memberId}
    and created_at > ${aDayAgo}) < ${MOST_EDITED}`;
}
