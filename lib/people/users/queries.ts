import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { database, prepared } from '@/db/database';
import { users } from '@/db/schema';
import type { CreditWords } from '../../money.ts';
import type { Visits } from '../visits/rule.ts';

/** Who a member is, to everything but the login: there is no password in it. */
export type Member = { id: number; username: string; email: string; budget: number };

/** The member of the session that a request has. */
export type CurrentMember = Member &
  Visits & {
    /** How many notices wait in the inbox. */
    unread: number;
    /** What the member calls credits. */
    words: CreditWords;
    /** When the request asked who its member is, by the clock of the database. */
    askedAt: Date;
  };

const member = { id: users.id, username: users.username, email: users.email, budget: users.budget };

const credentialsByKey = prepared((orm) =>
  orm
    .select({ userId: users.id, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.usernameKey, sql.placeholder('key')))
    .prepare(),
);

/** The only read of a password hash. @param key a username's look-alike key */
export async function getCredentials(
  key: string,
): Promise<{ userId: number; passwordHash: string | null } | null> {
  return (await credentialsByKey().get({ key })) ?? null;
}

/** Which of the two are in use already. @param keys look-alike keys */
export async function findTaken(keys: { usernameKey: string; emailKey: string }) {
  const rows = await database()
    .orm.select({ usernameKey: users.usernameKey, emailKey: users.emailKey })
    .from(users)
    .where(or(eq(users.usernameKey, keys.usernameKey), eq(users.emailKey, keys.emailKey)));
  return {
    username: rows.some((row) => row.usernameKey === keys.usernameKey),
    email: rows.some((row) => row.emailKey === keys.emailKey),
  };
}

/** All members, in the order they joined. */
export async function listMembers(): Promise<(Member & { createdAt: Date })[]> {
  return database()
    .orm.select({ ...member, createdAt: users.createdAt })
    .from(users)
    .orderBy(asc(users.id));
}

/** A member as the others see them. */
export type Profile = { id: number; username: string; joinedAt: Date; trades: number };

/** The member of this name who is still here, or null. @param key a username's look-alike key */
export async function getProfile(key: string): Promise<Profile | null> {
  const [found] = await database()
    .orm.select({ id: users.id, username: users.username, joinedAt: users.createdAt })
    .from(users)
    .where(and(eq(users.usernameKey, key), isNull(users.closedAt)));
  return found ? { ...found, trades: await countTrades(found.id) } : null;
}

// What a member has bought, sold and sold back, and did not undo.
async function countTrades(memberId: number): Promise<number> {
  const counted = (column: SQL) => sql`(select count(*) from transfers as trade
    where ${column} = ${memberId} and kind in ('purchase', 'sell_back')
      and not exists (select 1 from transfers where reverses_id = trade.id))`;
  const { trades } = await database().orm.get<{ trades: number }>(
    sql`select ${counted(sql`from_user_id`)} + ${counted(sql`to_user_id`)} as trades`,
  );
  return trades;
}

/** When a member joined, or null when there is no such member. */
export async function getJoinedAt(memberId: number): Promise<Date | null> {
  const [row] = await database()
    .orm.select({ joinedAt: users.createdAt })
    .from(users)
    .where(eq(users.id, memberId));
  return row?.joinedAt ?? null;
}
