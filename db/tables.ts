import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { AppError } from '../lib/errors.ts';
import type { Database } from './client.ts';

/** The folder of the migrations, in the form that drizzle needs. */
export const MIGRATIONS = {
  migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
};

/** The tables of a database, compared with those of this version of the market. */
export type TablesState =
  | 'none'
  /** The tables belong to another program. */
  | 'foreign'
  | 'older'
  | 'current'
  | 'newer';

/**
 * Compares the tables of a database with this version's. Writes nothing.
 * @throws AppError MIGRATIONS_MISSING, DATABASE_UNAVAILABLE
 */
export async function stateOfTables({ orm }: Database): Promise<TablesState> {
  const { ours, others } = await orm.get<{ ours: number; others: number }>(
    sql`select count(case when name = '__drizzle_migrations' then 1 end) ours,
          count(case when name <> '__drizzle_migrations' then 1 end) others
        from sqlite_master where type = 'table' and name not like 'sqlite_%'
          and name not like '_litestream%' and name not like 'libsql_%'`,
  );
  if (others === 0) return 'none';
  if (ours === 0) return 'foreign';
  const rows = await orm.all<{ at: number }>(sql`select created_at at from __drizzle_migrations`);
  const applied = rows.map(({ at }) => Number(at));
  const known = readMigrations().map(({ folderMillis }) => folderMillis);
  if (!applied.includes(Math.min(...known))) return 'foreign';
  const newest = Math.max(...known);
  const latest = Math.max(...applied);
  if (latest > newest) return 'newer';
  return latest < newest ? 'older' : 'current';
}

/** The version of the market that last changed the tables, or null when the database names none. */
export async function versionOfTables({ orm }: Database): Promise<string | null> {
  const { there } = await orm.get<{ there: number }>(
    sql`select count(*) there from sqlite_master where name = 'settings'`,
  );
  if (there === 0) return null;
  const [row] = await orm.all<{ value: string }>(
    sql`select value from settings where name = 'version'`,
  );
  return row?.value ?? null;
}

/** Reads the migrations of this version. @throws AppError MIGRATIONS_MISSING */
export function readMigrations(): MigrationMeta[] {
  const { migrationsFolder: folder } = MIGRATIONS;
  try {
    if (!existsSync(join(folder, 'meta', '_journal.json'))) throw new Error('There is no journal.');
    return readMigrationFiles(MIGRATIONS);
  } catch (error) {
    throw new AppError('MIGRATIONS_MISSING', { folder }, error);
  }
}
