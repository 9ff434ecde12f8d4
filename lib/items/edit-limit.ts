import { type SQL, sql } from 'drizzle-orm';
import { ago } from '@/db/clock';
import { A_DAY } from '../dates.ts';

/** How many changes a member can make to their items within a day: each is kept for ever. */
export const MOST_EDITED = 500;

/** A condition: whether a member has made fewer changes than that within the last 24 hours. */
export function hasEditsLeft(memberId: number): SQL {
  return sql`(select count(*) from item_edits where user_id = ${memberId}
    and created_at > ${ago(A_DAY)}) < ${MOST_EDITED}`;
}
