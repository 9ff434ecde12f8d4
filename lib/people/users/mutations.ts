import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { users } from '@/db/schema';
import { AppError } from '../../errors.ts';
import { lookAlikeKey } from '../../text.ts';
import { hashPassword } from '../passwords/bcrypt.ts';
import { findTaken } from './queries.ts';
import type { Registration } from './validation.ts';

/** The budget of a new member, in credits. */
export const OPENING_BUDGET = 1_000;

/**
 * Creates a member. The opening budget is the first transfer of the account.
 * @param input values that `registrationSchema` has accepted
 * @returns the id of the member, and the hash of the password
 * @throws AppError USERNAME_TAKEN, EMAIL_TAKEN, USERNAME_AND_EMAIL_TAKEN, BUSY
 */
export async function registerUser(
  input: Pick<Registration, 'username' | 'email' | 'password'>,
): Promise<{ userId: number; passwordHash: string }> {
  const keys = { usernameKey: lookAlikeKey(input.username), emailKey: lookAlikeKey(input.email) };
  const passwordHash = await hashPassword(input.password);
  const { orm, write } = database();
  try {
    const [created] = await write([
      orm
        .insert(users)
        .values({ username: input.username, email: input.email, passwordHash, ...keys })
        .returning({ id: users.id }),
      sql`insert into transfers (to_user_id, amount, kind)
          select id, ${OPENING_BUDGET}, 'opening' from users where username_key = ${keys.usernameKey}`,
    ]);
    return { userId: Number(created?.rows[0]?.id), passwordHash };
  } catch (error) {
    if (!refusedBy(error)?.startsWith('users.')) throw error;
    const taken = await findTaken(keys);
    if (taken.username && taken.email) throw new AppError('USERNAME_AND_EMAIL_TAKEN');
    throw new AppError(taken.username ? 'USERNAME_TAKEN' : 'EMAIL_TAKEN');
  }
}
