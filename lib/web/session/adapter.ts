import { DrizzleAdapter } from '@auth/drizzle-adapter';
import { type BaseSQLiteDatabase, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Adapter } from 'next-auth/adapters';
import { database } from '@/db/database';

type SqliteDatabase = BaseSQLiteDatabase<'async', unknown, Record<string, unknown>>;
type Tables = NonNullable<Parameters<typeof DrizzleAdapter<SqliteDatabase>>[1]>;

// The table of sessions as the adapter's types want it: with ids of text. SQLite turns such text into
// the integer that the column holds.
const sessionsTable = sqliteTable('sessions', {
  sessionToken: text('token_hash').primaryKey(),
  userId: text('user_id').notNull(),
  expires: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
});

/**
 * Ends the session whose token has this hash; when there is none, nothing happens. Deleting is the one
 * thing that the adapter can do for our sessions: see docs/decisions/0020-auth-adapter.md.
 */
export async function deleteSession(tokenHash: string): Promise<void> {
  const tables: Partial<Tables> = { sessionsTable };
  const adapter = DrizzleAdapter<SqliteDatabase>(database().orm, tables as Tables);
  await (adapter as Required<Adapter>).deleteSession(tokenHash);
}
