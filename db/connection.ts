import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Client, createClient } from '@libsql/client';
import { Sqlite3Client } from '@libsql/client/sqlite3';
import { isBusy, isOutdated, isUnavailable, translate } from './failures.ts';
import { FileConnection } from './statements.ts';

/** The one connection of a process, kept fit for use. */
export type Connection = {
  client: Client;
  /** Runs the query once. When the connection has had its day, the next query gets another. */
  attempt<T>(query: () => Promise<T>): Promise<T>;
};

export type ConnectionOptions = {
  /** `file:…`, `http(s)://…` or `libsql://…` */
  url: string;
  authToken?: string | undefined;
  /** False for a tool that opens a file beside a running server: the WAL stays the server's. */
  checkpoints?: boolean;
  /**
   * `ro` for a file that is only looked at: nothing is written, in it or beside it. `rw` for one
   * that must be there. Otherwise a file that is missing is made.
   */
  mode?: 'ro' | 'rw' | 'rwc';
};

/**
 * Opens a connection. One that has seen SQLITE_BUSY reports later writes as done and does not store
 * them (libsql-client-ts#352), so it is replaced; and so is one that has met a fault of the disk.
 *
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { url, authToken, checkpoints = true, mode = 'rwc' } = options;
  const isFile = url.startsWith('file:');
  let client: Client;
  try {
    client = isFile
      ? openFile(throughTheSystem(url, mode))
      : createClient({ url, ...(authToken && { authToken }) });
  } catch (error) {
    throw translate(error);
  }

  const needsNothing = !isFile || mode === 'ro';
  let prepared = needsNothing;
  let replaced = 0;

  async function prepare() {
    const before = replaced;
    // Of a new file: a trade changes a row on each of some 14 pages, and all of them are logged.
    await client.execute('PRAGMA page_size = 2048');
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = FULL');
    await client.execute('PRAGMA foreign_keys = ON');
    if (!checkpoints) await client.execute('PRAGMA wal_autocheckpoint = 0');
    prepared = replaced === before;
  }

  async function attempt<T>(query: () => Promise<T>): Promise<T> {
    let before = replaced;
    try {
      while (!prepared) await prepare();
      before = replaced;
      return await query();
    } catch (error) {
      // Replaced once, however many queries it failed.
      if (isFile && replaced === before && (isBusy(error) || isUnavailable(error))) {
        prepared = needsNothing;
        replaced += 1;
        await client.reconnect();
        if (isOutdated(error)) await letGo();
      }
      throw error;
    }
  }

  return { client, attempt };
}

function openFile(path: string): Client {
  const connection = new FileConnection(path);
  // Fails at once when there is none to be had.
  connection.release(connection.acquireSync());
  return new Sqlite3Client(connection, 'number');
}

/**
 * Has the statements of closed connections collected, which keep them open: the connections of a
 * process share what SQLite knows of a file, and as long as one is there that could only read, so is
 * for the next one that the file can only be read.
 */
async function letGo(): Promise<void> {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  await setImmediate();
}

/**
 * The driver's own way to a file is a layer for encrypted ones, which takes a read that failed for
 * one that succeeded (utelle/SQLite3MultipleCiphers#272): with a bad disk, whatever was in the
 * buffer became a page of the database and was written back. So SQLite is told, in a URI of its
 * own, to go to the file by the operating system's way.
 */
function throughTheSystem(url: string, mode: string): string {
  const layer = process.platform === 'win32' ? 'win32' : 'unix';
  const path = url.replaceAll('?', '%3F').replaceAll('#', '%23');
  return `${path}?vfs=${layer}&mode=${mode}`;
}
