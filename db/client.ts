import type { InValue, ResultSet } from '@libsql/client';
import { is, SQL } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core';
import { AppError } from '../lib/errors.ts';
import { type ConnectionOptions, openConnection } from './connection.ts';
import { isBusy, isClosed, isOutdated, translate } from './failures.ts';
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

export type DatabaseOptions = ConnectionOptions & {
  /** How long to go on trying while another process holds the lock, in milliseconds. */
  patience?: number;
};

const dialect = new SQLiteAsyncDialect();

const PATIENCE = 15_000;

const RUNS_STATEMENTS = new Set<string | symbol>(['execute', 'batch', 'migrate']);

/**
 * Opens a database. The waiting for a lock is done here, where the event loop goes on. Every query
 * and batch of the process comes through here.
 *
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function openDatabase(options: DatabaseOptions): Database {
  const { patience = PATIENCE } = options;
  const { client, attempt } = openConnection(options);
  const { inLine, isEmpty } = waitingLine();

  // The connection was replaced when this query was about to use it.
  const justMissed = (error: unknown) => isClosed(error) && !client.closed;

  async function insist<T>(query: () => Promise<T>, writes: boolean): Promise<T> {
    const deadline = Date.now() + patience;
    let outdated = false;
    while (!writes || isEmpty()) {
      try {
        return await attempt(query);
      } catch (error) {
        if (isBusy(error)) break;
        if (justMissed(error)) continue;
        if (outdated || !isOutdated(error)) throw translate(error);
        outdated = true;
      }
    }
    return inLine(() => askAgainAndAgain(query, deadline));
  }

  async function askAgainAndAgain<T>(query: () => Promise<T>, deadline: number): Promise<T> {
    for (let pause = 4; ; pause = Math.min(pause * 1.5, 100)) {
      try {
        return await attempt(query);
      } catch (error) {
        if (justMissed(error)) continue;
        if (!isBusy(error)) throw translate(error);
        if (Date.now() > deadline) throw new AppError('DATABASE_BUSY', {}, error);
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      }
    }
  }

  const insistent = new Proxy(client, {
    get(target, property) {
      const value = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      if (!RUNS_STATEMENTS.has(property)) return value.bind(target);
      const writes = property !== 'execute';
      return (...args: unknown[]) => insist(() => value.apply(target, args), writes);
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

/**
 * Of those who wait for a lock one asks whether it is free, and the others stand in line: 500 who
 * all ask would leave no time for anything else.
 */
function waitingLine() {
  let length = 0;
  let last: Promise<unknown> = Promise.resolve();

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    length += 1;
    const turn = last.then(otherEvents).then(work);
    last = turn
      .catch(() => {})
      .finally(() => {
        length -= 1;
      });
    return turn;
  }

  return { inLine, isEmpty: () => length === 0 };
}

/** Lets all that has come meanwhile go first. */
function otherEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
