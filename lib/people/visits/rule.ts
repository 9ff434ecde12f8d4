/** How long a visit lasts. Later page views begin a new visit. */
export const VISIT_MS = 30 * 60_000;

/** The visits of a member to the market. All times are from the clock of the database. */
export type Visits = {
  /** The begin of the latest visit. Null = the member has never visited the market. */
  marketVisitAt: Date | null;
  /** The begin of the visit before the latest visit. Null = there was no such visit. */
  marketSeenAt: Date | null;
  /** The time of the request. */
  askedAt: Date;
};

/** Whether this page view begins a new visit. */
export function beginsVisit({ marketVisitAt, askedAt }: Visits): boolean {
  return marketVisitAt === null || marketVisitAt.getTime() <= askedAt.getTime() - VISIT_MS;
}

/** Items that came after this time are new for the member. Null = this is the first visit. */
export function newSince(visits: Visits): Date | null {
  return beginsVisit(visits) ? visits.marketVisitAt : visits.marketSeenAt;
}
