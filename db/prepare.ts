import { rmSync } from 'node:fs';
import { VERSION } from '../lib/version.ts';
import type { Database, DatabaseOptions } from './client.ts';
import { inspectTables, refuseOtherFiles } from './existing.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { adoptMark, moveForeignLogAside } from './foreign-log.ts';
import { keepBeforeUpdate, restrictToOwner } from './kept-copies.ts';
import { newerDatabaseError, notAMarketError, openMigratedDatabase } from './migrate.ts';

/** What `prepareDatabase` did to a database. */
export type Preparation = {
  /** Whether the database was missing or empty. */
  created: boolean;
  /** The versions before and after an update; null without one. `from` is null when unknown. */
  updated: { from: string | null; to: string } | null;
  /** The path of the copy that was kept before an update. */
  keptCopy: string | null;
  /** The new path of a log that belongs to another file. */
  movedAside: string | null;
};

/**
 * Makes a database ready for a server, and opens it. Renames a log of another file, keeps a copy of
 * an older database, creates or updates the tables, and restricts the files to their owner. The
 * caller holds the claim of a file, and does not have the file open.
 *
 * @throws AppError DATABASE_IS_NEWER, NOT_A_MARKET, MIGRATIONS_MISSING; the database is unchanged
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY
 */
export async function prepareDatabase(
  options: DatabaseOptions,
): Promise<Preparation & { database: Database }> {
  const file = fileOf(options.url);
  const movedAside = file === null ? null : await settle(file);
  const before = await stateBefore(options, file);
  const keptCopy =
    file !== null && before?.state === 'older' ? await keepBeforeUpdate(options.url, file) : null;
  if (file !== null) writeDownMark(file, before !== null);
  const database = await openMigratedDatabase(options);
  if (file !== null) restrictToOwner(file);
  return {
    database,
    created: before === null,
    updated: before?.state === 'older' ? { from: before.version, to: VERSION } : null,
    keptCopy,
    movedAside,
  };
}

async function settle(file: string): Promise<string | null> {
  if (sizeOf(file)) refuseOtherFiles(file);
  return moveForeignLogAside(file);
}

// A new file has no mark. A `-mark` that is here belonged to an earlier file of the same name.
function writeDownMark(file: string, isThere: boolean): void {
  if (isThere) adoptMark(file);
  else rmSync(`${file}-mark`, { force: true });
}

async function stateBefore(options: DatabaseOptions, file: string | null) {
  if (file !== null && !sizeOf(file)) return null;
  const found = await inspectTables(options);
  if (found.state === 'newer') throw newerDatabaseError(options.url, found.version);
  if (found.state === 'foreign' && file !== null) throw notAMarketError(options.url);
  return found.state === 'none' ? null : found;
}
