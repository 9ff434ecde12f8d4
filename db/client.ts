import type { InValue, ResultSet } from '@libsql/client';
import { is, SQL } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { AppError } from '../lib/errors.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { isBusy, isClosed, isOutdated, translate } from './failures.ts';
import * as schema from './schema.ts';

/** A drizzle query that has not run, or plain SQL with its values. */
export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } };

export type Database = {
  /**
   * Builds queries, and runs single queries. Use `write` for several writes that belong together.
   */
  orm: LibSQLDatabase<typeof schema>;
  /**
   * Runs the statements as one atomic batch: all of them, or none. The batch is on disk on return.
   * @throws AppError DATABASE_BUSY when another process keeps the lock for longer than `lockWaitMs`
   * @throws AppError DATABASE_UNAVAILABLE when the file, the disk or the server can't be used
   */
  write(statements: readonly Statement[]): Promise<ResultSet[]>;
  close(): void;
};

export type DatabaseOptions = ConnectionOptions & {
  /** How long a query waits for a lock of another process, in milliseconds; 15,000 by default. */
  lockWaitMs?: number;
};

const dialect = new SQLiteAsyncDialect();

const LOCK_WAIT_MS = 15_000;

const RUNS_STATEMENTS = new Set<string | symbol>(['execute', 'batch', 'migrate']);

/**
 * Opens a database. Every query of the process passes through this client. When another process
 * holds a lock, the client waits and tries again. The event loop goes on meanwhile.
 *
 * @throws AppError DATABASE_UNAVAILABLE when the file can't be opened
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { lockWaitMs = LOCK_WAIT_MS } = options;
  const { client, attempt } = openConnection(options);
  const { enqueue, isEmpty } = createQueue();

  // Another query has replaced the connection before this query could run on it.
  const wasReplaced = (error: unknown) => isClosed(error) && !client.closed;

  async function retryWhileBusy<T>(query: () => Promise<T>, writes: boolean): Promise<T> {
    const deadline = Date.now() + lockWaitMs;
    let outdated = false;
    while (!writes || isEmpty()) {
      try {
        return await attempt(query);
      } catch (error) {
        if (isBusy(error)) break;
        if (wasReplaced(error)) continue;
        if (outdated || !isOutdated(error)) throw translate(error);
        outdated = true;
      }
    }
    return enqueue(() => retryInTurn(query, deadline));
  }

  async function retryInTurn<T>(query: () => Promise<T>, deadline: number): Promise<T> {
    for (let pause = 4; ; pause = Math.min(pause * 1.5, 100)) {
      try {
        return await attempt(query);
      } catch (error) {
        if (wasReplaced(error)) continue;
        if (!isBusy(error)) throw translate(error);
        if (Date.now() > deadline) throw new AppError('DATABASE_BUSY', {}, error);
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      }
    }
  }

  const retryingClient = new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (!RUNS_STATEMENTS.has(property)) return value.bind(target);
      const writes = property !== 'execute';
      return (...args: unknown[]) => retryWhileBusy(() => value.apply(target, args), writes);
    },
  });

  return {
    orm: drizzle(retryingClient, { schema }),
    write: (statements) =>
      retryingClient.batch(
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

/**
 * Queries that wait for a lock stand in a queue, and only the first of them tries. If 500 queries
 * tried at once, the event loop would have no time for anything else.
 */
function createQueue() {
  let length = 0;
  let last: Promise<unknown> = Promise.resolve();

  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    length += 1;
    const turn = last.then(afterPendingEvents).then(work);
    last = turn
      .catch(() => {})
      .finally(() => {
        length -= 1;
      });
    return turn;
  }

  return { enqueue, isEmpty: () => length === 0 };
}

/** Resolves after the events that are waiting already, such as new requests. */
function afterPendingEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
