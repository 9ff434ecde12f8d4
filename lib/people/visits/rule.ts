/** Looks at the market within this time after the beginning of a visit belong to the visit. */
export const VISIT_MS = 30 * 60_000;

/** When a member's present visit of the market began, and the visit before; null = there was none. */
export type Visits = { marketVisitAt: Date | null; marketSeenAt: Date | null };

/** Whether a look at the market begins a visit. @param now by the clock of the database */
export function beginsVisit({ marketVisitAt }: Visits, now: Date): boolean {
  return marketVisitAt === null || marketVisitAt.getTime() <= now.getTime() - VISIT_MS;
}

/**
 * Since when things are new to a member who looks at the market; null at the first visit.
 * @param now by the clock of the database
 */
export function newSince(visits: Visits, now: Date): Date | null {
  return beginsVisit(visits, now) ? visits.marketVisitAt : visits.marketSeenAt;
}
