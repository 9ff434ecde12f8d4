import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/** Looks at the market that begin within this time of a visit's beginning are part of it. */
export const VISIT_LASTS = 30 * 60_000;

/** When a member's present visit of the market began, and the one before; null = there was none. */
export type Visits = { marketVisitAt: Date | null; marketSeenAt: Date | null };

/** Whether a look at the market begins a visit. */
export function beginsVisit({ marketVisitAt }: Visits, now = Date.now()): boolean {
  return marketVisitAt === null || marketVisitAt.getTime() <= now - VISIT_LASTS;
}

/** Since when things are new to a member who looks at the market now; null at the first visit. */
export function newSince(visits: Visits, now = Date.now()): Date | null {
  return beginsVisit(visits, now) ? visits.marketVisitAt : visits.marketSeenAt;
}

/** Writes down that a visit begins. Of several looks that find it due, in two tabs, one does. */
export async function beginVisit(memberId: number, now = Date.now()): Promise<void> {
  await database().write([
    sql`update users set market_seen_at = market_visit_at, market_visit_at = ${now}
        where id = ${memberId}
          and (market_visit_at is null or market_visit_at <= ${now - VISIT_LASTS})`,
  ]);
}
