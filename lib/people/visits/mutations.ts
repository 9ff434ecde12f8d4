import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { VISIT_MS } from './rule.ts';

/**
 * Stores the begin of a visit. When two tabs call this at the same time, only one call writes.
 * @param askedAt the time of the request, from the clock of the database
 */
export async function beginVisit(memberId: number, askedAt: Date): Promise<void> {
  const at = askedAt.getTime();
  await database().write([
    sql`update users set market_seen_at = market_visit_at, market_visit_at = ${at}
        where id = ${memberId}
          and (market_visit_at is null or market_visit_at <= ${at - VISIT_MS})`,
  ]);
}
