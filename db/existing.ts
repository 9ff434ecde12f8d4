import { closeSync, openSync, readSync } from 'node:fs';
import { AppError } from '../lib/errors.ts';
import { VERSION } from '../lib/version.ts';
import { claimForCommand, runningServer } from './claim.ts';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { sizeOf } from './file-size.ts';
import { fileOf } from './file-url.ts';
import { adoptMark, isSettled, judgeLog } from './foreign-log.ts';
import { nameOf, newerDatabaseError, notAMarketError } from './migrate.ts';
import { stateOfTables, versionOfTables } from './tables.ts';

/** The tables of an existing database, and the version that wrote them, if it is known. */
export type Found = { state: 'older' | 'current'; version: string | null };

type Where = Pick<DatabaseOptions, 'url' | 'authToken'>;

/**
 * Checks that a database holds a market that this version can read. Writes nothing, and creates
 * neither a file nor a folder. This process must not have the file open.
 *
 * @throws AppError DATABASE_MISSING when the file is missing or empty
 * @throws AppError NOT_A_MARKET when the file belongs to another program
 * @throws AppError DATABASE_IS_NEWER when a later version of the market has changed the tables
 * @throws AppError FOREIGN_LOG when the log beside the file may belong to another file
 * @throws AppError DATABASE_UNAVAILABLE when the database can't be read
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
  if (state === 'none' || state === 'foreign') throw notAMarketError(url);
  if (state === 'newer') throw newerDatabaseError(url, version);
  return { state, version };
}

/**
 * Reads the state of a database's tables, and the version that wrote them. Writes nothing to the
 * file or beside it. The caller has checked that the log belongs to the file.
 * @throws AppError DATABASE_UNAVAILABLE, MIGRATIONS_MISSING
 */
export async function inspectTables({ url, authToken }: Where) {
  const file = fileOf(url);
  // Without `immutable`, SQLite would create a log beside a file that has none, even for a read.
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

/** @throws AppError NOT_A_MARKET when a file is not an SQLite database; DATABASE_UNAVAILABLE */
export function refuseOtherFiles(file: string): void {
  if (!startsAsSqlite(file)) throw notAMarketError(`file:${file}`);
}

/**
 * Opens an existing database of this version for a command. A server may run on it at the same
 * time, so the command never writes the log into the file. Does not create or update the database.
 *
 * @param where the database; `writes` is true for a command that changes data
 * @throws AppError DATABASE_IS_OLDER, and the errors of `lookAtDatabase`
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

// If somebody copied a backup here by hand, its mark is not yet in `market.db-mark`.
async function settleForWriting(url: string): Promise<void> {
  const file = fileOf(url);
  // A running server takes care of the mark itself.
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
