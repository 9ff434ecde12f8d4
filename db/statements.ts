import { ConnectionPool } from '@libsql/client/sqlite3';

type Connection = ReturnType<ConnectionPool['acquireSync']>;
type Statement = ReturnType<Connection['prepare']>;

/**
 * The statements that are cached. Any other statement may change tables, so it empties the cache.
 */
const CACHEABLE = /^\s*(select|with|insert|update|delete|begin|commit|rollback)\b/i;

/** More than the market's queries. Some queries have a text for each number of values. */
const MAX_STATEMENTS = 200;

/**
 * A pool of one connection to a file, which compiles each SQL text once. The driver alone would
 * compile the text for each execution: a third of the cost of a query, and half of a purchase.
 *
 * A cached statement is safe to use again. The driver resets a statement and runs it to its end
 * without a pause, so executions never overlap. Rows of earlier answers do not disturb it
 * (`client.test.ts` shows this).
 */
export class FileConnection extends ConnectionPool {
  /** @param path the path or URI that SQLite opens */
  constructor(path: string) {
    // The driver is synchronous: if it waited for a lock, the whole process would stand still.
    super(path, { timeout: 0 }, 1);
  }

  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!Object.hasOwn(connection, 'prepare')) cacheStatements(connection);
    return connection;
  }
}

function cacheStatements(connection: Connection): void {
  const compile = connection.prepare.bind(connection) as (sql: string) => Statement;
  const cache = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    if (!CACHEABLE.test(sql)) {
      cache.clear();
      return compile(sql);
    }
    const statement = cache.get(sql) ?? asReusable(compile(sql), () => cache.delete(sql));
    // A map keeps the order of insertion, so the first key is the statement unused for longest.
    cache.delete(sql);
    cache.set(sql, statement);
    const [oldest] = cache.keys();
    if (cache.size > MAX_STATEMENTS && oldest !== undefined) cache.delete(oldest);
    return statement;
  }

  connection.prepare = prepare as Connection['prepare'];
}

/**
 * Prepares a statement for many executions: its columns are read once, not each time. A statement
 * that has failed is evicted. So is a statement with a binary value, because it would keep a photo
 * in memory.
 */
function asReusable(statement: Statement, evict: () => void): Statement {
  const columns = statement.columns();
  const hasRows = columns.length > 0;
  statement.safeIntegers(true);
  if (hasRows) statement.raw(true);

  function evictUnlessReusable<Answer>(run: (...given: object[]) => Answer) {
    return (...given: object[]): Answer => {
      let isReusable = false;
      try {
        const answer = run.apply(statement, given);
        isReusable = !given.some((values) => Object.values(values).some(ArrayBuffer.isView));
        return answer;
      } finally {
        if (!isReusable) evict();
      }
    };
  }

  return Object.assign(statement, {
    columns: () => columns,
    safeIntegers: () => statement,
    raw: () => {
      if (!hasRows) throw NO_ROWS;
      return statement;
    },
    all: evictUnlessReusable(statement.all),
    run: evictUnlessReusable(statement.run),
  });
}

/**
 * The driver's error for a statement without rows. It is thrown at every write, so it is made once.
 */
const NO_ROWS = new TypeError('This statement returns no data.');
