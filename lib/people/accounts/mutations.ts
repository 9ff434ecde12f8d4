import { and, eq, isNull, sql } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { users } from '@/db/schema';
import { AppError } from '../../errors.ts';
import { CREDITS, type CreditWords } from '../../money.ts';
import { lookAlikeKey } from '../../text.ts';
import { hashPassword } from '../passwords/bcrypt.ts';
import { hashToken } from '../sessions/token.ts';

/**
 * Gives a member another name.
 * @param username what `usernameChange` has accepted
 * @throws AppError USERNAME_TAKEN when another member's looks the same
 */
export async function changeUsername(memberId: number, username: string): Promise<void> {
  await changeUnlessTaken(memberId, { username, usernameKey: lookAlikeKey(username) });
}

/**
 * Gives a member another email address.
 * @param email what `emailChange` has accepted
 * @throws AppError EMAIL_TAKEN when another member's looks the same
 */
export async function changeEmail(memberId: number, email: string): Promise<void> {
  await changeUnlessTaken(memberId, { email, emailKey: lookAlikeKey(email) });
}

/**
 * Has credits called as a member likes, for them alone. A word that is empty is the other one, as with
 * “gold”; if both are, credits are credits again.
 * @param words what `wording` has accepted
 * @returns the words from now on
 */
export async function nameCredits(
  memberId: number,
  { one, many }: CreditWords,
): Promise<CreditWords> {
  const words = one || many ? { one: one || many, many: many || one } : null;
  await database().write([
    changed(memberId, { creditWord: words?.one ?? null, creditWords: words?.many ?? null }),
  ]);
  return words ?? CREDITS;
}

/**
 * Gives a member another password, and ends all their sessions but one, and a login code; unless it has been changed
 * since the current one was compared, which takes a while.
 * @param password what `passwordChange` has accepted
 * @param comparedWith the hash that the current password has been compared with
 * @param token of the session that goes on
 * @throws AppError WRONG_PASSWORD, BUSY
 */
export async function changePassword(
  memberId: number,
  { password, comparedWith, token }: { password: string; comparedWith: string; token: string },
): Promise<void> {
  const passwordHash = await hashPassword(password);
  const [, , changed] = await database().write([
    sql`delete from sessions
        where user_id = ${memberId} and token_hash <> ${hashToken(token)} and exists
          (select 1 from users where id = ${memberId} and password_hash = ${comparedWith})`,
    sql`delete from login_codes where user_id = ${memberId} and exists
          (select 1 from users where id = ${memberId} and password_hash = ${comparedWith})`,
    sql`update users set password_hash = ${passwordHash}
        where id = ${memberId} and password_hash = ${comparedWith}`,
  ]);
  if (!changed?.rowsAffected) throw new AppError('WRONG_PASSWORD');
}

type Changes = Partial<typeof users.$inferInsert>;

const changed = (memberId: number, changes: Changes) =>
  database()
    .orm.update(users)
    .set(changes)
    .where(and(eq(users.id, memberId), isNull(users.closedAt)));

async function changeUnlessTaken(memberId: number, changes: Changes) {
  try {
    await database().write([changed(memberId, changes)]);
  } catch (error) {
    if (!refusedBy(error)?.startsWith('users.')) throw error;
    throw new AppError('username' in changes ? 'USERNAME_TAKEN' : 'EMAIL_TAKEN');
  }
}

/**
 * Closes an account for good: what the member owns becomes the market's, the credits that are left
 * go back to it, every session ends, and name, address and password are forgotten. The transfers
 * stay, as those of a closed account.
 */
export async function closeAccount(memberId: number): Promise<void> {
  // Two spaces, which no name that somebody has chosen can have in its key.
  const key = `closed  ${memberId}`;
  await database().write([
    sql`insert into transfers (from_user_id, amount, kind)
        select id, budget, 'closing' from users
        where id = ${memberId} and closed_at is null and budget > 0`,
    sql`update items set owner_id = null, sold_for = null, asking_price = null, offered_at = ${now}
        where owner_id = ${memberId}`,
    sql`update users set closed_at = coalesce(closed_at, ${now}), password_hash = null,
          credit_word = null, credit_words = null,
          username = 'Closed account', username_key = ${key}, email = ${key}, email_key = ${key}
        where id = ${memberId}`,
    sql`delete from sessions where user_id = ${memberId}`,
    sql`delete from login_codes where user_id = ${memberId}`,
    sql`delete from stars where user_id = ${memberId}`,
    sql`delete from notices where user_id = ${memberId}`,
  ]);
}
