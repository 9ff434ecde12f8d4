/** Looks at the market that begin within this time of a visit's beginning are part of it. */
export const VISIT_MS = 30 * 60_000;

/**
 * When a member's present visit of the market began, and the visit before it; null = there was none.
 * `askedAt` is the time of the request by the database's clock.
 */
export type Visits = { marketVisitAt: Date | null; marketSeenAt: Date | null; askedAt: Date };

/** Whether a look at the market begins a visit. */
export function beginsVisit({ marketVisitAt, askedAt }: Visits): boolean {
  return marketVisitAt === null || marketVisitAt.getTime() <= askedAt.getTime() - VISIT_MS;
}

/** Since when things are new to a member who looks at the market; null at the first visit. */
export function newSince(visits: Visits): Date | null {
  return beginsVisit(visits) ? visits.marketVisitAt : visits.marketSeenAt;
}
