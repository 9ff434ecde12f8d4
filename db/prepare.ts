import { rmSync } from 'node:fs';
import { VERSION } from '../lib/version.ts';
import type { Database, DatabaseOptions } from './client.ts';
import { inspectTables, refuseOtherFiles } from './existing.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { adoptMark, moveForeignLogAside } from './foreign-log.ts';
import { keepBeforeUpdate, restrictToOwner } from './kept-copies.ts';
import { newer, notAMarket, openMigratedDatabase } from './migrate.ts';

/** What was done to a database to make it ready. */
export type Preparation = {
  /** It was not there, or empty. */
  created: boolean;
  /** The versions that its tables were of and are of now; `from` is null when it was written nowhere. */
  updated: { from: string | null; to: string } | null;
  /** The copy that was kept before it was brought up to date. */
  keptCopy: string | null;
  /** The name that a log of another file has now. */
  movedAside: string | null;
};

/**
 * Makes a database ready for a server, and opens it: moves a log of another file aside, keeps a copy
 * of a file of an earlier version, creates it or brings it up to date, and takes the files from
 * everybody but their owner. Whoever calls holds the claim of a file, and does not have it open.
 *
 * @throws AppError DATABASE_IS_NEWER, NOT_A_MARKET, MIGRATIONS_MISSING; nothing has been done then
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

// A new file has no mark; what is written of one that lay here before is not true of it.
function writeDownMark(file: string, isThere: boolean): void {
  if (isThere) adoptMark(file);
  else rmSync(`${file}-mark`, { force: true });
}

async function stateBefore(options: DatabaseOptions, file: string | null) {
  if (file !== null && !sizeOf(file)) return null;
  const found = await inspectTables(options);
  if (found.state === 'newer') throw newer(options.url, found.version);
  if (found.state === 'foreign' && file !== null) throw notAMarket(options.url);
  return found.state === 'none' ? null : found;
}
