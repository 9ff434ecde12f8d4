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
  /** Where the server answers; null for a command. */
  address: string | null;
  /** The version of the market that it is. */
  version: string;
};

/** The right to a database file, as long as this process lives. */
export type Claim = { release(): void };

type Connection = ReturnType<FileConnection['acquireSync']>;

/** How often, and with what pause in milliseconds, a lock is tried that others hold for an instant. */
const TRIES = 10;
const PAUSE = 20;

/** How long a command waits until another one has ended, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Claims a database file for a process that is alone to serve or to change it: a second server, or a
 * restore beside a server, would spoil it. The claim is a lock of SQLite on a small file of its own,
 * `market.db-server`, so the operating system lets go of it when the process dies in whatever way.
 *
 * @param url of a libSQL server: its claim is one that does nothing
 * @throws AppError DATABASE_IN_USE when another process has claimed it
 * @throws AppError DATABASE_UNAVAILABLE when the folder can't be written to
 */
export function claimDatabase(url: string, as: Omit<Claimant, 'pid'>): Claim {
  const file = fileOf(url);
  if (file === null) return { release: () => {} };
  if (!existsSync(claimFile(file))) createPrivateFile(claimFile(file));
  const connection = open(file);
  try {
    take(connection, file, as);
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

/** Takes the lock, with a row beside it that tells the others who has it. */
function take(connection: Connection, file: string, as: Omit<Claimant, 'pid'>): void {
  const id = randomUUID();
  for (let tries = 1; ; ) {
    if (!lock(connection)) {
      const other = readClaim(connection);
      // Others have the lock for an instant, too: to see whether it is free, and to write their row.
      if (tries >= TRIES && other && other.id !== id) throw inUse(file, other);
      tries += 1;
      wait(PAUSE);
      continue;
    }
    if (readClaim(connection)?.id === id) return;
    // What is written is to be read by others, so the lock is let go of for an instant.
    connection.exec('create table if not exists claim (pid, address, version, id)');
    connection.exec('delete from claim');
    connection
      .prepare('insert into claim values (?, ?, ?, ?)')
      .run([process.pid, as.address, as.version, id]);
    connection.exec('commit');
  }
}

/**
 * Claims a database for the work of a command, and waits while another command has it.
 * @throws AppError DATABASE_IN_USE when a server has it, or a command for longer than a minute
 * @throws AppError DATABASE_UNAVAILABLE
 */
export async function claimForCommand(url: string, version: string): Promise<Claim> {
  for (const deadline = Date.now() + PATIENCE; ; ) {
    try {
      return claimDatabase(url, { address: null, version });
    } catch (error) {
      const isCommand = error instanceof AppError && error.details.address === '';
      if (!isCommand || Date.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/** The process that has claimed a database, or null when nobody has. Nothing is written. */
export function runningServer(url: string): Claimant | null {
  const file = fileOf(url);
  if (file === null || !existsSync(claimFile(file))) return null;
  const connection = open(file);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (lock(connection)) {
        connection.exec('rollback');
        return null;
      }
      wait(PAUSE);
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

/** The error that names who has claimed a file. */
export function inUse(file: string, { pid, address, version }: Claimant): AppError {
  return new AppError('DATABASE_IN_USE', { file, pid, address: address ?? '', version });
}

function lock(connection: Connection): boolean {
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
    // Another process is about to make the table.
    return null;
  }
}

// The lock is held by whoever looks for it for some microseconds: nothing else has to go on meanwhile.
function wait(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
