import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { sessions } from '@/db/schema';
import { hashToken } from '../session-cookie.ts';
import { sessionId } from './queries.ts';

/** How much the time of a session's last use may be behind, in milliseconds. */
export const USE_NOTED_EVERY = 10 * 60_000;

/** Notes that a session is being used, unless that has been noted of late. */
export async function noteUse(token: string): Promise<void> {
  const now = Date.now();
  await database().write([
    database()
      .orm.update(sessions)
      .set({ lastUsedAt: new Date(now) })
      .where(
        and(
          eq(sessions.sessionToken, hashToken(token)),
          lt(sql`coalesce(${sessions.lastUsedAt}, ${sessions.createdAt})`, now - USE_NOTED_EVERY),
        ),
      ),
  ]);
}

/** Ends one of a member's sessions; one that is over already, or another's, is left as it is. */
export async function endSession(memberId: number, id: string): Promise<void> {
  await database().write([
    database()
      .orm.delete(sessions)
      .where(and(eq(sessions.userId, memberId), eq(sessionId, id))),
  ]);
}

/** Ends all of a member's sessions but the one of this token. */
export async function endOtherSessions(memberId: number, token: string): Promise<void> {
  await database().write([otherSessionsEnd(memberId, token)]);
}

/** The statement that does so, for those who do more at once. */
export function otherSessionsEnd(memberId: number, token: string) {
  return database()
    .orm.delete(sessions)
    .where(and(eq(sessions.userId, memberId), ne(sessions.sessionToken, hashToken(token))));
}
