import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../lib/errors.ts';
import { isBusy, translate } from './failures.ts';
import { fileOf, sqliteUri } from './file-url.ts';
import { createPrivateFile } from './private-file.ts';
import { FileConnection } from './statements.ts';

/** Who has claimed a database. */
export type Claimant = {
  pid: number;
  /** The URL of the server; null when the process is a command. */
  address: string | null;
  /** The market's version that the process runs. */
  version: string;
};

/** The exclusive right to a database file. It ends with `release()` or with the process. */
export type Claim = { release(): void };

type Connection = ReturnType<FileConnection['acquireSync']>;

/**
 * Other processes hold the lock for an instant when they look at it, so a refusal is tried again.
 */
const LOCK_TRIES = 10;
const LOCK_PAUSE_MS = 20;

/** How long a command waits for another command to end. */
const COMMAND_WAIT_MS = 60_000;

/**
 * Claims a database file, so that no other process serves or replaces the file at the same time:
 * two servers, or a server and a restore, would damage the file. The claim is an SQLite lock on a
 * separate small file, `market.db-server`. The operating system releases the lock when the process
 * dies.
 *
 * @param url the database; the claim of a libSQL server does nothing
 * @param as the address and the version that other processes will see
 * @throws AppError DATABASE_IN_USE when another process has the claim
 * @throws AppError DATABASE_UNAVAILABLE when the folder is not writable
 */
export function claimDatabase(url: string, as: Omit<Claimant, 'pid'>): Claim {
  const file = fileOf(url);
  if (file === null) return { release: () => {} };
  if (!existsSync(claimFile(file))) createPrivateFile(claimFile(file));
  const connection = open(file);
  try {
    takeLock(connection, file, as);
  } catch (error) {
    connection.close();
    throw translate(error);
  }
  return {
    release: () => {
      connection.exec('rollback');
      connection.close();
    },
  };
}

/** Takes the lock, and writes a row that tells other processes who holds the lock. */
function takeLock(connection: Connection, file: string, as: Omit<Claimant, 'pid'>): void {
  const id = randomUUID();
  for (let tries = 1; ; ) {
    if (!tryLock(connection)) {
      const other = readClaim(connection);

      if (tries >= LOCK_TRIES && other && other.id !== id) throw databaseInUseError(file, other);
      tries += 1;
      sleepSync(LOCK_PAUSE_MS);
      continue;
    }
    if (readClaim(connection)?.id === id) return;
    // Others can read the row only after a commit, which releases the lock: the loop takes it
    // again.
    connection.exec('create table if not exists claim (pid, address, version, id)');
    connection.exec('delete from claim');
    connection
      .prepare('insert into claim values (?, ?, ?, ?)')
      .run([process.pid, as.address, as.version, id]);
    connection.exec('commit');
  }
}

/**
 * Claims a database for a command. Waits while another command has the claim.
 * @param version the market's version that the command runs
 * @throws AppError DATABASE_IN_USE when a server has the claim, or a command for over a minute
 * @throws AppError DATABASE_UNAVAILABLE when the folder is not writable
 */
export async function claimForCommand(url: string, version: string): Promise<Claim> {
  for (const deadline = Date.now() + COMMAND_WAIT_MS; ; ) {
    try {
      return claimDatabase(url, { address: null, version });
    } catch (error) {
      const isCommand = error instanceof AppError && error.details.address === '';
      if (!isCommand || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/**
 * The process that has claimed a database, or null. Writes nothing.
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function runningServer(url: string): Claimant | null {
  const file = fileOf(url);
  if (file === null || !existsSync(claimFile(file))) return null;
  const connection = open(file);
  try {
    for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
      if (tryLock(connection)) {
        connection.exec('rollback');
        return null;
      }
      sleepSync(LOCK_PAUSE_MS);
    }
    const claim = readClaim(connection);
    return claim && { pid: claim.pid, address: claim.address, version: claim.version };
  } finally {
    connection.close();
  }
}

const claimFile = (file: string) => `${file}-server`;

function open(file: string): Connection {
  try {
    return new FileConnection(sqliteUri(claimFile(file), 'rw')).acquireSync();
  } catch (error) {
    throw translate(error);
  }
}

/** The error DATABASE_IN_USE, which names the process that has claimed a file. */
export function databaseInUseError(file: string, { pid, address, version }: Claimant): AppError {
  return new AppError('DATABASE_IN_USE', { file, pid, address: address ?? '', version });
}

function tryLock(connection: Connection): boolean {
  try {
    connection.exec('begin immediate');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw translate(error);
  }
}

function readClaim(connection: Connection): (Claimant & { id: string }) | null {
  try {
    const [row] = connection.prepare('select pid, address, version, id from claim').all([]) as [
      bigint,
      string | null,
      string,
      string,
    ][];
    return row ? { pid: Number(row[0]), address: row[1], version: row[2], id: row[3] } : null;
  } catch {
    // The table does not exist yet: another process is creating it.
    return null;
  }
}

// Stops the event loop. The waits are short, because other processes hold the lock for
// microseconds.
function sleepSync(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
