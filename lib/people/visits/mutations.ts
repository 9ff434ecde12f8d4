import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { VISIT_MS } from './rule.ts';

/**
 * Writes down that a visit begins. When two tabs find at once that a visit is due, it begins once.
 * @param askedAt the time of the request by the database's clock
 */
export async function beginVisit(memberId: number, askedAt: Date): Promise<void> {
  const at = askedAt.getTime();
  await database().write([
    sql`update users set market_seen_at = market_visit_at, market_visit_at = ${at}
        where id = ${memberId}
          and (market_visit_at is null or market_visit_at <= ${at - VISIT_MS})`,
  ]);
}
