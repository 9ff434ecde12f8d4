import { DrizzleAdapter } from '@auth/drizzle-adapter';
import { type BaseSQLiteDatabase, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Adapter } from 'next-auth/adapters';
import { database } from '@/db/database';

type SqliteDatabase = BaseSQLiteDatabase<'async', unknown, Record<string, unknown>>;
type Tables = NonNullable<Parameters<typeof DrizzleAdapter<SqliteDatabase>>[1]>;

// The types of the adapter need text ids. SQLite converts such text to the integer of the column.
const sessionsTable = sqliteTable('sessions', {
  sessionToken: text('token_hash').primaryKey(),
  userId: text('user_id').notNull(),
  expires: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
});

/**
 * Deletes the session with this token hash, if it exists. The adapter is used for nothing else: see
 * docs/decisions/0020-auth-adapter.md.
 */
export async function deleteSession(tokenHash: string): Promise<void> {
  const tables: Partial<Tables> = { sessionsTable };
  const adapter = DrizzleAdapter<SqliteDatabase>(database().orm, tables as Tables);
  await (adapter as Required<Adapter>).deleteSession(tokenHash);
}
