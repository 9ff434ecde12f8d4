import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database, prepared } from '@/db/database';
import { sessions, users } from '@/db/schema';
import { CREDITS } from '../../money.ts';
import type { CurrentMember } from '../users/queries.ts';
import { hashToken } from './token.ts';

/** A session as its member sees it in a list. The id says nothing of the token. */
export type ListedSession = {
  id: string;
  /** The browser and system it was begun with, if they are known. */
  device: string | null;
  begunAt: Date;
  lastUsedAt: Date;
  /** Whether it is the one that is asking. */
  current: boolean;
};

/** By what a session is known to its member: a part of the hash of its token. */
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

/** The live session of this token: whose it is, as the database has them now; or null. */
export async function getSession(
  token: string,
): Promise<{ member: CurrentMember; lastUsedAt: Date } | null> {
  const found = await memberBySession().get({ token: hashToken(token) });
  if (!found) return null;
  const { member, words, lastUsedAt } = found;
  return { member: { ...member, words }, lastUsedAt };
}

/** The member whose live session this token is of, or null. */
export async function getMemberBySession(token: string): Promise<CurrentMember | null> {
  return (await getSession(token))?.member ?? null;
}

/**
 * A member's live sessions: the one that asks, then the others, as they were used last.
 * @param token of the session that asks
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
