import { sql } from 'drizzle-orm';
import { fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';
import { lookAlikeKey } from '../../text.ts';
import { countCodeAttempt } from '../login/throttle.ts';
import { hashPassword } from '../passwords/bcrypt.ts';
import { formatLoginCode, hashLoginCode, newLoginCode } from './code.ts';
import { LOGIN_CODE_HOURS } from './limits.ts';
import { getMemberByCode } from './queries.ts';

/** A new login code. Only its hash is stored, so nobody can see the code again. */
export type MadeCode = { username: string; code: string; expiresAt: Date };

/**
 * Makes a login code, with which a member can set a new password once. The code replaces an older code
 * of the member.
 * @param username the name in any spelling that the login accepts
 * @returns the code in groups of four, and the stored spelling of the name
 * @throws AppError MEMBER_NOT_FOUND, also for a closed account
 */
export async function makeLoginCode(username: string): Promise<MadeCode> {
  const code = newLoginCode();
  const [made] = await database().write([
    sql`insert into login_codes (user_id, code_hash, expires_at)
        select id, ${hashLoginCode(code)}, ${fromNow(LOGIN_CODE_HOURS * 3_600_000)} from users
        where username_key = ${lookAlikeKey(username)} and closed_at is null
        on conflict (user_id) do update set code_hash = excluded.code_hash,
          expires_at = excluded.expires_at, created_at = excluded.created_at
        returning expires_at, (select username from users where id = user_id) as username`,
  ]);
  const row = made?.rows[0];
  if (!row) throw new AppError('MEMBER_NOT_FOUND', { name: username });
  const expiresAt = new Date(Number(row.expires_at));
  return { username: String(row.username), code: formatLoginCode(code), expiresAt };
}

/**
 * Sets the password of the member who has this login code. Deletes the code and all sessions of the
 * member.
 * @param input values that `joiningSchema` has accepted
 * @param address the client's address, for the limit on wrong codes
 * @returns the id of the member, and the hash of the new password
 * @throws AppError WRONG_LOGIN_CODE for a code that is wrong, used, replaced or expired
 * @throws AppError TOO_MANY_ATTEMPTS, BUSY
 */
export async function redeemLoginCode(
  input: { code: string; password: string },
  address: string,
): Promise<{ userId: number; passwordHash: string }> {
  const takeBack = await countCodeAttempt(address);
  let redeemed: Awaited<ReturnType<typeof redeem>>;
  try {
    redeemed = await redeem(input);
  } catch (error) {
    await takeBack();
    throw error;
  }
  if (!redeemed) throw new AppError('WRONG_LOGIN_CODE');
  await takeBack();
  return redeemed;
}

// The first statement of the write decides, and the others depend on it. The read before the write
// only avoids the slow hashing for invented codes.
async function redeem({ code, password }: { code: string; password: string }) {
  const codeHash = hashLoginCode(code);
  const userId = await getMemberByCode(codeHash);
  if (userId === null) return null;
  const passwordHash = await hashPassword(password);
  const [used] = await database().write([
    sql`delete from login_codes
        where code_hash = ${codeHash} and user_id = ${userId} and expires_at > ${now}
          and exists (select 1 from users where id = ${userId} and closed_at is null)`,
    sql`update users set password_hash = ${passwordHash} where id = ${userId} and changes() = 1`,
    sql`delete from sessions where user_id = ${userId} and changes() = 1`,
  ]);
  return used?.rowsAffected ? { userId, passwordHash } : null;
}
