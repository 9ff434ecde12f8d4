import { type SQL, sql } from 'drizzle-orm';
import { ago } from '@/db/clock';
import { DAY_MS } from '../dates.ts';

/** How many logged edits a member can make within 24 hours. The log is never deleted. */
export const DAILY_EDIT_LIMIT = 500;

/** An SQL condition: the member has made fewer than `DAILY_EDIT_LIMIT` edits within 24 hours. */
export function isBelowEditLimit(memberId: number): SQL {
  return sql`(select count(*) from item_edits where user_id = ${memberId}
    and created_at > ${ago(DAY_MS)}) < ${DAILY_EDIT_LIMIT}`;
}
