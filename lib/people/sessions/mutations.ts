import { and, eq, lt, ne, sql } from 'drizzle-orm';
import { ago, fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { sessions } from '@/db/schema';
import { AppError } from '../../errors.ts';
import { sessionId } from './queries.ts';
import { hashToken } from './token.ts';

/** The stored time of the last use may be this much too old, which saves writes. */
export const LAST_USE_INTERVAL_MS = 10 * 60_000;

/** The values of a new session. */
type NewSession = {
  /** The token for the cookie. Only its hash is stored. */
  token: string;
  memberId: number;
  /** The hash that the password was compared with. */
  passwordHash: string;
  /** How long the session is valid, in milliseconds. */
  lifetime: number;
  /** The browser and the operating system, in words. Null = unknown. */
  device: string | null;
};

/**
 * Begins a session after a login. Comparing passwords takes time, so the write checks that nobody has
 * changed the password meanwhile.
 * @throws AppError WRONG_CREDENTIALS when the stored hash is not `passwordHash`
 */
export async function beginSession(session: NewSession): Promise<void> {
  const { token, memberId, passwordHash, lifetime, device } = session;
  const [begun] = await database().write([
    sql`insert into sessions (token_hash, user_id, expires_at, device)
        select ${hashToken(token)}, id, ${fromNow(lifetime)}, ${device} from users
        where id = ${memberId} and password_hash = ${passwordHash}`,
  ]);
  if (!begun?.rowsAffected) throw new AppError('WRONG_CREDENTIALS');
}

/** Stores the time of use of a session, at most once in `LAST_USE_INTERVAL_MS`. */
export async function recordUse(token: string): Promise<void> {
  await database().write([
    database()
      .orm.update(sessions)
      .set({ lastUsedAt: now })
      .where(
        and(
          eq(sessions.sessionToken, hashToken(token)),
          lt(
            sql`coalesce(${sessions.lastUsedAt}, ${sessions.createdAt})`,
            ago(LAST_USE_INTERVAL_MS),
          ),
        ),
      ),
  ]);
}

/**
 * Ends a session of a member. An ended session or a session of another member is ignored.
 * @param id the id from `listSessions`
 */
export async function endSession(memberId: number, id: string): Promise<void> {
  await database().write([
    database()
      .orm.delete(sessions)
      .where(and(eq(sessions.userId, memberId), eq(sessionId, id))),
  ]);
}

/** Ends all sessions of a member, except the session with this token. */
export async function endOtherSessions(memberId: number, token: string): Promise<void> {
  await database().write([
    database()
      .orm.delete(sessions)
      .where(and(eq(sessions.userId, memberId), ne(sessions.sessionToken, hashToken(token)))),
  ]);
}
