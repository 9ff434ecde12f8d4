import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../lib/errors.ts';
import { VERSION } from '../lib/version.ts';
import { claimForCommand, runningServer } from './claim.ts';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { adoptMark, isSettled, judgeLog } from './foreign-log.ts';
import { nameOf, newer, notAMarket } from './migrate.ts';
import { stateOfTables, versionOfTables } from './tables.ts';

/** A market's database that is there: of this version, or of which earlier one. */
export type Found = { state: 'older' | 'current'; version: string | null };

type Where = Pick<DatabaseOptions, 'url' | 'authToken'>;

/**
 * Looks whether there is a market in a database that this process does not have open. Nothing is
 * made, neither a folder nor a file, and nothing is written.
 *
 * @throws AppError DATABASE_MISSING when there is no such file, or nothing in it
 * @throws AppError NOT_A_MARKET when it is another program's
 * @throws AppError DATABASE_IS_NEWER when a later version of the market has changed its tables
 * @throws AppError FOREIGN_LOG when the log beside it may be another file's
 * @throws AppError DATABASE_UNAVAILABLE
 */
export async function lookAtDatabase(where: Where): Promise<Found> {
  const { url } = where;
  const file = fileOf(url);
  if (file !== null) {
    if (!sizeOf(file)) throw new AppError('DATABASE_MISSING', { file });
    refuseOtherFiles(file);
    if (judgeLog(file) !== 'own') throw new AppError('FOREIGN_LOG', { file });
  }
  const { state, version } = await inspectTables(where);
  if (state === 'none' && file === null) throw new AppError('DATABASE_MISSING', { file: url });
  if (state === 'none' || state === 'foreign') throw notAMarket(url);
  if (state === 'newer') throw newer(url, version);
  return { state, version };
}

/**
 * What the tables of a database are, and of which version. Of a file nothing is written, in it or
 * beside it; whose log it has is known already.
 * @throws AppError DATABASE_UNAVAILABLE, MIGRATIONS_MISSING
 */
export async function inspectTables({ url, authToken }: Where) {
  const file = fileOf(url);
  // A file at rest would get a log from SQLite that only wants to read it.
  const immutable = file !== null && sizeOf(`${file}-wal`) === 0;
  const database = openDatabase({ url, authToken, mode: 'ro', immutable });
  try {
    return {
      state: await stateOfTables(database),
      version: await versionOfTables(database),
    };
  } finally {
    database.close();
    if (file !== null) await collectClosedConnections(file);
  }
}

/** @throws AppError NOT_A_MARKET when a file is no database; DATABASE_UNAVAILABLE */
export function refuseOtherFiles(file: string): void {
  if (!startsAsSqlite(file)) throw notAMarket(`file:${file}`);
}

/**
 * Opens a database that is there and of this version, for a command beside the server or without it:
 * the log stays the server's. It is neither made nor brought up to date.
 *
 * @param where `writes` is true for a command that changes something
 * @throws what `lookAtDatabase` throws, and AppError DATABASE_IS_OLDER
 */
export async function openExistingDatabase(where: Where & { writes?: boolean }): Promise<Database> {
  const { url, authToken, writes = false } = where;
  const { state, version } = await lookAtDatabase(where);
  if (state === 'older') {
    const details = { file: nameOf(url), theirs: version ?? '', ours: VERSION };
    throw new AppError('DATABASE_IS_OLDER', details);
  }
  if (writes) await settleForWriting(url);
  return openDatabase({ url, authToken, mode: 'rw', checkpoints: false });
}

// A backup that was put in place by hand has a mark that is not written down yet.
async function settleForWriting(url: string): Promise<void> {
  const file = fileOf(url);
  // The server that runs on a file looks after its mark.
  if (file === null || isSettled(file) || runningServer(url)) return;
  const claim = await claimForCommand(url, VERSION);
  adoptMark(file);
  claim.release();
}

function startsAsSqlite(file: string): boolean {
  const bytes = Buffer.alloc(16);
  try {
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, bytes);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw new AppError('DATABASE_UNAVAILABLE', {}, error);
  }
  return bytes.toString('latin1') === 'SQLite format 3\0';
}
