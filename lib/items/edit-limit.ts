import { type SQL, sql } from 'drizzle-orm';
import { ago } from '@/db/clock';
import { A_DAY } from '../dates.ts';

/** How many changes a member can make to their items within a day: each is kept for ever. */
export const DAILY_EDIT_LIMIT = 500;

/** A condition: whether a member may make a change today. */
export function isBelowEditLimit(memberId: number): SQL {
  return sql`(select count(*) from item_edits where user_id = ${memberId}
    and created_at > ${ago(A_DAY)}) < ${DAILY_EDIT_LIMIT}`;
}
