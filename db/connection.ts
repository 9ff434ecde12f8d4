import { type Client, createClient } from '@libsql/client';
import { Sqlite3Client } from '@libsql/client/sqlite3';
import { collectClosedConnections } from './closed-connections.ts';
import { isBusy, isOutdated, isUnavailable, translate } from './failures.ts';
import { type FileMode, fileOf, sqliteUri } from './file-url.ts';
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
  mode?: FileMode;
  /** True for a file that nobody has open and that has no log: it is read as it is, without locks. */
  immutable?: boolean;
  /** True for a copy that is to stay one file without a log. */
  plain?: boolean;
};

/**
 * Opens a connection. One that has seen SQLITE_BUSY reports later writes as done and does not store
 * them (libsql-client-ts#352), so it is replaced; and so is one that has met a fault of the disk.
 *
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { url, authToken, checkpoints = true, mode = 'rwc', immutable, plain = false } = options;
  const file = fileOf(url);
  const isFile = file !== null;
  let client: Client;
  try {
    client = isFile
      ? openFile(sqliteUri(file, mode, immutable))
      : createClient({ url, ...(authToken && { authToken }) });
  } catch (error) {
    throw translate(error);
  }

  const needsNothing = !isFile || mode === 'ro' || plain;
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
        if (isOutdated(error)) await collectClosedConnections(null);
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
