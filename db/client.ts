import { type Client, createClient, type InValue, type ResultSet } from '@libsql/client';
import { is, SQL } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { AppError } from '../lib/errors.ts';
import { isContention, isOutdated, isUnavailable, translate } from './failures.ts';
import * as schema from './schema.ts';

/** A query built with drizzle and not yet run, or plain SQL with its values. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } };

export type Database = {
  /** Builds queries, and runs single ones. Several writes that belong together go to `write`. */
  orm: LibSQLDatabase<typeof schema>;
  /**
   * Runs the statements as one atomic batch, durable when it returns: all of them, or none.
   * @throws AppError DATABASE_BUSY when another process keeps the lock for longer than the patience
   * @throws AppError DATABASE_UNAVAILABLE when the file, the disk or the server can't be used
   */
  write(statements: readonly Statement[]): Promise<ResultSet[]>;
  close(): void;
};

export type DatabaseOptions = {
  /** `file:…`, `http(s)://…` or `libsql://…` */
  url: string;
  authToken?: string | undefined;
  /** How long to go on trying while another process holds the lock, in milliseconds. */
  patience?: number;
  /** False for a tool that opens a file beside a running server: the WAL stays the server's. */
  checkpoints?: boolean;
};

const dialect = new SQLiteAsyncDialect();

const PATIENCE = 15_000;

/**
 * The driver's own way to a file is a layer for encrypted ones, which takes a read that failed for
 * one that succeeded (utelle/SQLite3MultipleCiphers#272): with a bad disk, whatever was in the
 * buffer became a page of the database and was written back. So SQLite is told, in a URI of its
 * own, to go to the file by the operating system's way.
 */
function throughTheSystem(url: string): string {
  const layer = process.platform === 'win32' ? 'win32' : 'unix';
  const path = url.replaceAll('?', '%3F').replaceAll('#', '%23');
  return `file:${encodeURIComponent(`${path}?vfs=${layer}`)}`;
}

const RUNS_STATEMENTS = new Set<string | symbol>(['execute', 'batch', 'migrate']);

/**
 * Opens a database. The embedded driver is synchronous, so it is never left to wait for a lock: it
 * fails at once, and the waiting is done here, where the event loop goes on. A connection that has
 * seen SQLITE_BUSY reports later writes as done and does not store them (libsql-client-ts#352), so
 * it is replaced before the next try. Every query and batch of the process comes through here.
 *
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, authToken, patience = PATIENCE, checkpoints = true } = options;
  const isFile = url.startsWith('file:');
  let client: Client;
  try {
    client = createClient({
      url: isFile ? throughTheSystem(url) : url,
      ...(authToken && { authToken }),
      ...(isFile && { concurrency: 1, timeout: 0 }),
    });
  } catch (error) {
    throw translate(error);
  }

  let prepared = false;
  async function prepareConnection() {
    if (prepared || !isFile) return;
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = FULL');
    await client.execute('PRAGMA foreign_keys = ON');
    if (!checkpoints) await client.execute('PRAGMA wal_autocheckpoint = 0');
    prepared = true;
  }

  async function replaceConnection() {
    if (!isFile) return;
    prepared = false;
    await client.reconnect();
  }

  async function insist<T>(attempt: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + patience;
    let renewed = false;
    for (let pause = 4; ; pause = Math.min(pause * 1.5, 100)) {
      try {
        await prepareConnection();
        return await attempt();
      } catch (error) {
        if (isContention(error)) {
          await replaceConnection();
          if (Date.now() > deadline) throw new AppError('DATABASE_BUSY', {}, error);
          await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
        } else if (isOutdated(error) && !renewed) {
          await replaceConnection();
          renewed = true;
        } else {
          if (isUnavailable(error)) await replaceConnection();
          throw translate(error);
        }
      }
    }
  }

  const insistent = new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (!RUNS_STATEMENTS.has(property)) return value.bind(target);
      return (...args: unknown[]) => insist(() => value.apply(target, args));
    },
  });

  return {
    orm: drizzle(insistent, { schema }),
    write: (statements) =>
      insistent.batch(
        statements.map((statement) => {
          const { sql, params } = is(statement, SQL)
            ? dialect.sqlToQuery(statement)
            : statement.toSQL();
          return { sql, args: params as InValue[] };
        }),
        'write',
      ),
    close: () => client.close(),
  };
}
