import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { AppError } from '../lib/errors.ts';
import { VERSION } from '../lib/version.ts';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { createPrivateFile } from './private-file.ts';
import { MIGRATIONS, readMigrations, stateOfTables, versionOfTables } from './tables.ts';

/**
 * Opens the database and updates its tables to this version. Creates a missing database; only its
 * owner may read a new file or folder. Two processes may call this at once.
 *
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY, MIGRATIONS_MISSING
 * @throws AppError DATABASE_IS_NEWER when a later version of the market has changed the tables
 * @throws AppError NOT_A_MARKET when the file belongs to another program
 */
export async function openMigratedDatabase(options: DatabaseOptions): Promise<Database> {
  const file = fileOf(options.url);
  readMigrations();
  if (file !== null && !sizeOf(file)) createPrivateFile(file);
  const database = openDatabase(options);
  try {
    await bringUpToDate(database, options.url);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function bringUpToDate(database: Database, url: string): Promise<void> {
  const state = await stateOfTables(database);
  if (state === 'current') return;
  if (state === 'newer') throw newerDatabaseError(url, await versionOfTables(database));
  // On a libSQL server, other programs may have tables beside the market's.
  if (state === 'foreign' && fileOf(url) !== null) throw notAMarketError(url);
  try {
    await applyMigrations(database);
  } catch (error) {
    // Another process may have applied the same migrations first.
    if ((await stateOfTables(database)) !== 'current') throw error;
  }
}

/** The error DATABASE_IS_NEWER. @param version the later version, if the database names it */
export function newerDatabaseError(url: string, version: string | null): AppError {
  const details = { file: nameOf(url), theirs: version ?? '', ours: VERSION };
  return new AppError('DATABASE_IS_NEWER', details);
}

/** The error NOT_A_MARKET. */
export function notAMarketError(url: string): AppError {
  return new AppError('NOT_A_MARKET', { file: nameOf(url) });
}

/** How messages name a database: the path of a file, or the URL of a server. */
export function nameOf(url: string): string {
  return fileOf(url) ?? url;
}

async function applyMigrations(database: Database): Promise<void> {
  await migrate(database.orm, MIGRATIONS);
  await database.write([
    sql`insert into settings (name, value) values ('version', ${VERSION})
          on conflict (name) do update set value = excluded.value`,
  ]);
}

/**
 * Drops every table with its rows, and creates the tables again.
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function recreateTables(database: Database): Promise<void> {
  const tables = await database.orm.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
          and name not like '_litestream%' and name not like 'libsql_%'
          and name not like 'items_search_%'
        order by case name when 'items' then 1 when 'categories' then 2 when 'users' then 3
          else 0 end`,
  );
  await database.write(tables.map(({ name }) => sql`drop table ${sql.identifier(name)}`));
  await applyMigrations(database);
}
