import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { ago, fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { sessions } from '@/db/schema';
import { AppError } from '../../errors.ts';
import { sessionId } from './queries.ts';
import { hashToken } from './token.ts';

/** How much the time of a session's last use may be behind, in milliseconds. */
export const USE_NOTED_EVERY = 10 * 60_000;

/** What a session is begun with. */
type Beginning = {
  token: string;
  memberId: number;
  /** The hash that the member's password has been compared with. */
  passwordHash: string;
  /** How long the session lives, in milliseconds. */
  lifetime: number;
  /** The browser and system, in words. */
  device: string | null;
};

/**
 * Begins a session for whoever has just given their password, unless it has been changed since it was
 * compared, which takes a while.
 * @throws AppError WRONG_CREDENTIALS
 */
export async function beginSession(beginning: Beginning): Promise<void> {
  const { token, memberId, passwordHash, lifetime, device } = beginning;
  const [begun] = await database().write([
    sql`insert into sessions (token_hash, user_id, expires_at, device)
        select ${hashToken(token)}, id, ${fromNow(lifetime)}, ${device} from users
        where id = ${memberId} and password_hash = ${passwordHash}`,
  ]);
  if (!begun?.rowsAffected) throw new AppError('WRONG_CREDENTIALS');
}

/** Notes that a session is being used, unless that has been noted of late. */
export async function noteUse(token: string): Promise<void> {
  await database().write([
    database()
      .orm.update(sessions)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(sessions.sessionToken, hashToken(token)),
          lt(sql`coalesce(${sessions.lastUsedAt}, ${sessions.createdAt})`, ago(USE_NOTED_EVERY)),
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
  await database().write([
    database()
      .orm.delete(sessions)
      .where(and(eq(sessions.userId, memberId), ne(sessions.sessionToken, hashToken(token)))),
  ]);
}
