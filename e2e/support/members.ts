import { randomBytes } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { hashLoginCode, newLoginCode } from '../../lib/people/login-codes/code.ts';
import { hashToken } from '../../lib/people/sessions/token.ts';
import { lookAlikeKey } from '../../lib/text.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { Client, PASSWORD, uniqueName } from './client.ts';

/** A member in the database, with a session, and a client that has the cookie of the session. */
export type AddedMember = { id: number; username: string; client: Client };

type Wanted = { username?: string; budget?: number };

// A low cost of bcrypt, because every login of a test has to compare this hash.
const PASSWORD_HASH = hashSync(PASSWORD, 4);

/**
 * Adds members who are logged in and have the password `PASSWORD`. It writes to the database,
 * because the form would take a second for each member.
 *
 * @param url the address of the market that has the database
 */
export async function addMembers(
  { write }: Database,
  url: string,
  wanted: readonly Wanted[],
): Promise<AddedMember[]> {
  const people = wanted.map(({ username = uniqueName('member'), budget = 1_000 }) => ({
    username,
    budget,
    key: lookAlikeKey(username),
    email: `${lookAlikeKey(username)}@example.org`,
    token: randomBytes(32).toString('base64url'),
  }));
  const results = await write(
    people.flatMap(({ username, budget, key, email, token }) => [
      sql`insert into users (username, username_key, email, email_key, password_hash)
          values (${username}, ${key}, ${email}, ${email}, ${PASSWORD_HASH}) returning id`,
      sql`insert into transfers (to_user_id, amount, kind)
          select id, ${budget}, 'opening' from users where username_key = ${key}`,
      sql`insert into sessions (token_hash, user_id, expires_at)
          select ${hashToken(token)}, id, ${Date.now() + 3_600_000}
          from users where username_key = ${key}`,
    ]),
  );
  return people.map(({ username, token }, index) => {
    const client = new Client(url);
    client.setCookie(sessionCookieName(false), token);
    return { id: Number(results[index * 3]?.rows[0]?.id), username, client };
  });
}

/** Replaces the login code of a member. @returns the new code, without dashes */
export async function addLoginCode({ write }: Database, memberId: number): Promise<string> {
  const code = newLoginCode();
  await write([
    sql`delete from login_codes where user_id = ${memberId}`,
    sql`insert into login_codes (user_id, code_hash, expires_at)
        values (${memberId}, ${hashLoginCode(code)}, ${Date.now() + 3_600_000})`,
  ]);
  return code;
}

/** Adds one member, as `addMembers` does. */
export async function addMember(
  database: Database,
  url: string,
  wanted: Wanted = {},
): Promise<AddedMember> {
  const [member] = await addMembers(database, url, [wanted]);
  if (!member) throw new Error('No member was added.');
  return member;
}
