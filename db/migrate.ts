import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../lib/errors.ts';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';

const MIGRATIONS = { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) };

/**
 * Opens the database, creating it when it is not there, and brings its tables up to date. Safe to
 * call again, and from two processes at once.
 *
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function openMigratedDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url.startsWith('file:')) makeFolder(dirname(options.url.slice('file:'.length)));
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

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
}

/** Removes every table with all that is in it, and makes them anew. */
export async function recreateTables(database: Database): Promise<void> {
  const tables = await database.orm.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
          and name not like '_litestream%' and name not like 'libsql_%'
          and name not like 'items_search_%'
        order by case name when 'items' then 1 when 'categories' then 2 when 'users' then 3
          else 0 end`,
  );
  await database.write(tables.map(({ name }) => sql`drop table ${sql.identifier(name)}`));
  await migrate(database.orm, MIGRATIONS);
}

/** Whether the tables are those of this version. */
export async function isUpToDate({ orm }: Database): Promise<boolean> {
  const { tables } = await orm.get<{ tables: number }>(
    sql`select count(*) tables from sqlite_master where name = '__drizzle_migrations'`,
  );
  if (tables === 0) return false;
  const { applied } = await orm.get<{ applied: number | null }>(
    sql`select max(created_at) applied from __drizzle_migrations`,
  );
  const newest = Math.max(...readMigrationFiles(MIGRATIONS).map((file) => file.folderMillis));
  return Number(applied ?? 0) >= newest;
}
