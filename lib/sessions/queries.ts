import { and, eq, gt, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { sessions, users } from '@/db/schema';
import { hashToken } from '../session-cookie.ts';
import type { CurrentMember } from '../users/queries.ts';

const memberBySession = prepared((orm) =>
  orm
    .select({
      id: users.id,
      username: users.username,
      email: users.email,
      budget: users.budget,
      unread: sql<number>`(select count(*) from notices
        where notices.user_id = users.id and notices.read_at is null)`,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.sessionToken, sql.placeholder('token')),
        gt(sessions.expires, sql.placeholder('now')),
      ),
    )
    .prepare(),
);

/** The member whose live session this token is of, as the database has them now; or null. */
export async function getMemberBySession(token: string): Promise<CurrentMember | null> {
  return (await memberBySession().get({ token: hashToken(token), now: Date.now() })) ?? null;
}
