import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { VISIT_MS } from './rule.ts';

/**
 * Stores that a visit begins. When several looks find a visit due, as in two tabs, one look stores it.
 * @param now by the clock of the database
 */
export async function beginVisit(memberId: number, now: Date): Promise<void> {
  const at = now.getTime();
  await database().write([
    sql`update users set market_seen_at = market_visit_at, market_visit_at = ${at}
        where id = ${memberId}
          and (market_visit_at is null or market_visit_at <= ${at - VISIT_MS})`,
  ]);
}
