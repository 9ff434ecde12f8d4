import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) };

/**
 * Opens the database, creating it when it is not there, and brings its tables up to date. Safe to
 * call again, and from two processes at once.
 *
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function openMigratedDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url.startsWith('file:')) {
    mkdirSync(dirname(options.url.slice('file:'.length)), { recursive: true });
  }
  const database = openDatabase(options);
  if (!(await isUpToDate(database))) {
    try {
      await migrate(database.orm, MIGRATIONS);
    } catch (error) {
      // Another process may have been at the same work, and finished first.
      if (!(await isUpToDate(database))) throw error;
    }
  }
  return database;
}

async function isUpToDate({ orm }: Database): Promise<boolean> {
  const [exists] = await orm.values<[number]>(
    sql`select count(*) from sqlite_master where name = '__drizzle_migrations'`,
  );
  if (!exists?.[0]) return false;
  const [applied] = await orm.values<[number | null]>(
    sql`select max(created_at) from __drizzle_migrations`,
  );
  const newest = Math.max(...readMigrationFiles(MIGRATIONS).map((file) => file.folderMillis));
  return Number(applied?.[0] ?? 0) >= newest;
}
