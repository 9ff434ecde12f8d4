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
 * Changes the username of a member.
 * @param username a name that `usernameChangeSchema` has accepted
 * @throws AppError USERNAME_TAKEN when another member's name has the same look-alike key
 */
export async function changeUsername(memberId: number, username: string): Promise<void> {
  await changeUnlessTaken(memberId, { username, usernameKey: lookAlikeKey(username) });
}

/**
 * Changes the email address of a member.
 * @param email an address that `emailChangeSchema` has accepted
 * @throws AppError EMAIL_TAKEN when another member's address has the same look-alike key
 */
export async function changeEmail(memberId: number, email: string): Promise<void> {
  await changeUnlessTaken(memberId, { email, emailKey: lookAlikeKey(email) });
}

/**
 * Sets a member's own words for credits. If one word is empty, both numbers use the other word, such as
 * “gold”. If both words are empty, the member gets the words of the market again.
 * @param words words that `creditWordsSchema` has accepted
 * @returns the words that are valid now
 */
export async function nameCredits(
  memberId: number,
  { one, many }: CreditWords,
): Promise<CreditWords> {
  const words = one || many ? { one: one || many, many: many || one } : null;
  await database().write([
    updateOpenAccount(memberId, {
      creditWord: words?.one ?? null,
      creditWords: words?.many ?? null,
    }),
  ]);
  return words ?? CREDITS;
}

/**
 * Changes the password of a member. Deletes the member's login code and all sessions except one.
 * Hashing takes time, so the write first checks that nobody has changed the password meanwhile.
 * @param password a password that `passwordChangeSchema` has accepted
 * @param comparedWith the hash that the current password was compared with
 * @param token the token of the session that stays
 * @throws AppError WRONG_PASSWORD when the stored hash is not `comparedWith`
 * @throws AppError BUSY
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

const updateOpenAccount = (memberId: number, changes: Changes) =>
  database()
    .orm.update(users)
    .set(changes)
    .where(and(eq(users.id, memberId), isNull(users.closedAt)));

async function changeUnlessTaken(memberId: number, changes: Changes) {
  try {
    await database().write([updateOpenAccount(memberId, changes)]);
  } catch (error) {
    if (!refusedBy(error)?.startsWith('users.')) throw error;
    throw new AppError('username' in changes ? 'USERNAME_TAKEN' : 'EMAIL_TAKEN');
  }
}

/**
 * Closes an account for ever. The market gets the items and the remaining credits. The sessions, the
 * login code, the stars, the notices, the name, the address and the password are deleted. The
 * transfers stay under the name “Closed account”.
 */
export async function closeAccount(memberId: number): Promise<void> {
  // The key of a chosen name never has two spaces in a row, so this key cannot collide.
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
