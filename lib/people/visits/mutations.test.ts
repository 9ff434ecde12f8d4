import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import { beginVisit } from './mutations.ts';
import { beginsVisit, newSince, VISIT_MS, type Visits } from './rule.ts';

const db = databasePerTest();

beforeEach(() => addMember(db(), 1));

async function visits(): Promise<Omit<Visits, 'askedAt'>> {
  const { at, seen } = await db().orm.get<{ at: number | null; seen: number | null }>(
    sql`select market_visit_at as at, market_seen_at as seen from users where id = 1`,
  );
  const date = (time: number | null) => (time === null ? null : new Date(time));
  return { marketVisitAt: date(at), marketSeenAt: date(seen) };
}

/** A view of the market page. @returns the time after which items are new */
async function look(at: number): Promise<number | null> {
  const asked = { ...(await visits()), askedAt: new Date(at) };
  if (beginsVisit(asked)) await beginVisit(1, asked.askedAt);
  return newSince(asked)?.getTime() ?? null;
}

describe('a visit of the market', () => {
  it('has no earlier visit when it is the first', async () => {
    expect(await look(1_000)).toBeNull();
    expect(await look(1_000 + VISIT_MS - 1)).toBeNull();
  });

  it('shows the same items as new during the whole visit, in all tabs', async () => {
    await look(1_000);
    const second = 1_000 + 10 * VISIT_MS;
    expect(await look(second)).toBe(1_000);
    expect(await look(second + 1)).toBe(1_000);
    expect(await look(second + VISIT_MS - 1)).toBe(1_000);
    expect(await look(second + VISIT_MS)).toBe(second);
  });

  it('begins once when two tabs open at the same time', async () => {
    await look(1_000);
    const second = 1_000 + 10 * VISIT_MS;
    await Promise.all([second, second + 1].map((at) => beginVisit(1, new Date(at))));
    const { marketVisitAt, marketSeenAt } = await visits();
    expect([second, second + 1]).toContain(marketVisitAt?.getTime());
    expect(marketSeenAt?.getTime()).toBe(1_000);
  });

  it('does not change the visits of other members', async () => {
    await addMember(db(), 2);
    await beginVisit(2, new Date(1_000));
    expect(await visits()).toEqual({ marketVisitAt: null, marketSeenAt: null });
  });
});
