import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database, prepared } from '@/db/database';
import { sessions, users } from '@/db/schema';
import { CREDITS } from '../../money.ts';
import type { CurrentMember } from '../users/queries.ts';
import { hashToken } from './token.ts';

/** A session in the list of its member. Nobody can compute the token from the id. */
export type ListedSession = {
  id: string;
  /** The browser and the operating system, in words. Null = unknown. */
  device: string | null;
  begunAt: Date;
  lastUsedAt: Date;
  /** Whether this request belongs to the session. */
  current: boolean;
};

/** The id of a session for forms: the first 16 characters of the hash of its token. */
export const sessionId = sql<string>`substr(${sessions.sessionToken}, 1, 16)`;

const lastUse = sql`coalesce(${sessions.lastUsedAt}, ${sessions.createdAt})`.mapWith(
  sessions.lastUsedAt,
);

const memberBySession = prepared((orm) =>
  orm
    .select({
      member: {
        id: users.id,
        username: users.username,
        email: users.email,
        budget: users.budget,
        marketVisitAt: users.marketVisitAt,
        marketSeenAt: users.marketSeenAt,
        askedAt: sql`${now}`.mapWith(sessions.createdAt),
        unread: sql<number>`(select count(*) from notices
          where notices.user_id = users.id and notices.read_at is null)`,
      },
      words: {
        one: sql<string>`coalesce(${users.creditWord}, ${CREDITS.one})`,
        many: sql<string>`coalesce(${users.creditWords}, ${CREDITS.many})`,
      },
      lastUsedAt: lastUse,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.sessionToken, sql.placeholder('token')), gt(sessions.expires, now)))
    .prepare(),
);

/**
 * The member and the last use of the session with this token. Null = the session is unknown or has
 * expired.
 */
export async function getSession(
  token: string,
): Promise<{ member: CurrentMember; lastUsedAt: Date } | null> {
  const found = await memberBySession().get({ token: hashToken(token) });
  if (!found) return null;
  const { member, words, lastUsedAt } = found;
  return { member: { ...member, words }, lastUsedAt };
}

/** The member of the session with this token, or null. */
export async function getMemberBySession(token: string): Promise<CurrentMember | null> {
  return (await getSession(token))?.member ?? null;
}

/**
 * The sessions of a member that have not expired: the current session first, then by last use.
 * @param token the token of the current session
 */
export async function listSessions(memberId: number, token: string): Promise<ListedSession[]> {
  const current = sql<number>`${sessions.sessionToken} = ${hashToken(token)}`;
  const rows = await database()
    .orm.select({
      id: sessionId,
      device: sessions.device,
      begunAt: sessions.createdAt,
      lastUsedAt: lastUse,
      current,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, memberId), gt(sessions.expires, now)))
    .orderBy(desc(current), desc(lastUse));
  return rows.map((row) => ({ ...row, current: row.current === 1 }));
}
