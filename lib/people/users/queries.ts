import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { database, prepared } from '@/db/database';
import { users } from '@/db/schema';
import type { CreditWords } from '../../money.ts';
import type { Visits } from '../visits/rule.ts';

/** A member without the password hash. `budget` is in credits. */
export type Member = { id: number; username: string; email: string; budget: number };

/** The member who sent the current request. */
export type CurrentMember = Member &
  Visits & {
    /** How many notices in the inbox are unread. */
    unread: number;
    /** The member's own words for credits. */
    words: CreditWords;
    /** The time of the request, from the clock of the database. */
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

/**
 * The id and the password hash of a member, or null. No other function reads password hashes.
 * @param key the look-alike key of a username
 */
export async function getCredentials(
  key: string,
): Promise<{ userId: number; passwordHash: string | null } | null> {
  return (await credentialsByKey().get({ key })) ?? null;
}

/** Whether members already use this username and this email address. @param keys look-alike keys */
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

/** All members, in the order of registration. */
export async function listMembers(): Promise<(Member & { createdAt: Date })[]> {
  return database()
    .orm.select({ ...member, createdAt: users.createdAt })
    .from(users)
    .orderBy(asc(users.id));
}

/** What other members see of a member. */
export type Profile = { id: number; username: string; joinedAt: Date; trades: number };

/**
 * The profile of a member. Null = the name is unknown or the account is closed.
 * @param key the look-alike key of a username
 */
export async function getProfile(key: string): Promise<Profile | null> {
  const [found] = await database()
    .orm.select({ id: users.id, username: users.username, joinedAt: users.createdAt })
    .from(users)
    .where(and(eq(users.usernameKey, key), isNull(users.closedAt)));
  return found ? { ...found, trades: await countTrades(found.id) } : null;
}

// The number of purchases, sales and sell-backs of a member that nobody has undone.
async function countTrades(memberId: number): Promise<number> {
  const counted = (column: SQL) => sql`(select count(*) from transfers as trade
    where ${column} = ${memberId} and kind in ('purchase', 'sell_back')
      and not exists (select 1 from transfers where reverses_id = trade.id))`;
  const { trades } = await database().orm.get<{ trades: number }>(
    sql`select ${counted(sql`from_user_id`)} + ${counted(sql`to_user_id`)} as trades`,
  );
  return trades;
}

/** The time when a member registered, or null when there is no such member. */
export async function getJoinedAt(memberId: number): Promise<Date | null> {
  const [row] = await database()
    .orm.select({ joinedAt: users.createdAt })
    .from(users)
    .where(eq(users.id, memberId));
  return row?.joinedAt ?? null;
}
