import { type Client, createClient } from '@libsql/client';
import { Sqlite3Client } from '@libsql/client/sqlite3';
import { collectClosedConnections } from './closed-connections.ts';
import { isBusy, isOutdated, isUnavailable, translate } from './failures.ts';
import { type FileMode, fileOf, sqliteUri } from './file-url.ts';
import { FileConnection } from './statements.ts';

/** The connection of a process. It is replaced after an error that makes it unusable. */
export type Connection = {
  client: Client;
  /**
   * Runs the query once. After an error of the lock or the disk, the next query gets a new
   * connection.
   */
  attempt<T>(query: () => Promise<T>): Promise<T>;
};

export type ConnectionOptions = {
  /** `file:…`, `http(s)://…` or `libsql://…` */
  url: string;
  authToken?: string | undefined;
  /**
   * False for a command beside a running server: only the server may write the log into the file.
   */
  checkpoints?: boolean;
  /** `ro` reads only. `rw` needs an existing file. `rwc`, the default, creates a missing file. */
  mode?: FileMode;
  /** True reads without locks. Only for a file that has no log and that no process has open. */
  immutable?: boolean;
  /** True for a backup, which must stay one file without a log: WAL mode is not set. */
  plain?: boolean;
};

/**
 * Opens a connection. After SQLITE_BUSY a connection can report later writes as done without
 * storing them (libsql-client-ts#352), so the connection is then replaced. After an error of the
 * disk, too.
 *
 * @throws AppError DATABASE_UNAVAILABLE when the file can't be opened
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
    // For new files only. Each trade writes some 14 whole pages to the log, so pages are small.
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
      // If several queries failed on this connection, only the first of them replaces it.
      if (isFile && replaced === before && (isBusy(error) || isUnavailable(error))) {
        prepared = needsNothing;
        replaced += 1;
        await client.reconnect();
        // SQLite calls the file read-only while an old read-only connection is still open.
        if (isOutdated(error)) await collectClosedConnections(null);
      }
      throw error;
    }
  }

  return { client, attempt };
}

function openFile(path: string): Client {
  const connection = new FileConnection(path);
  // The pool opens a connection when it is first asked for, so an error shows here and not later.
  connection.release(connection.acquireSync());
  return new Sqlite3Client(connection, 'number');
}
