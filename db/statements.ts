import { ConnectionPool } from '@libsql/client/sqlite3';

type Connection = ReturnType<ConnectionPool['acquireSync']>;
type Statement = ReturnType<Connection['prepare']>;

/** What SQLite keeps the compiled form of; anything else may change the tables that it was made for. */
const KEPT = /^\s*(select|with|insert|update|delete|begin|commit|rollback)\b/i;

/** More than the market has; queries of many lengths push each other out. */
const MOST_KEPT = 200;

/**
 * The one connection to a file, which compiles a text of SQL once. The driver compiles it anew for
 * each execution, and that was a third of what a query costs and half of a purchase.
 *
 * A statement is used by one execution at a time: the driver runs it to its end in one go, and starts
 * with a reset. The rows of an earlier answer have no hold on it (`client.test.ts`).
 */
export class FileConnection extends ConnectionPool {
  /** @param path as SQLite opens it; may be a URI */
  constructor(path: string) {
    // The driver is synchronous: it is never left to wait for a lock.
    super(path, { timeout: 0 }, 1);
  }

  override acquireSync(forTransaction?: boolean): Connection {
    const connection = super.acquireSync(forTransaction);
    if (!Object.hasOwn(connection, 'prepare')) keepStatements(connection);
    return connection;
  }
}

function keepStatements(connection: Connection): void {
  const compile = connection.prepare.bind(connection) as (sql: string) => Statement;
  const kept = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    if (!KEPT.test(sql)) {
      kept.clear();
      return compile(sql);
    }
    const statement = kept.get(sql) ?? prepared(compile(sql), () => kept.delete(sql));
    // Used last, it is the last to go.
    kept.delete(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return statement;
  }

  connection.prepare = prepare as Connection['prepare'];
}

/**
 * Asks once what the driver asks each time, and lets go of a statement that has failed, and of one
 * that would keep a photo as the last value it was given.
 */
function prepared(statement: Statement, letGo: () => void): Statement {
  const columns = statement.columns();
  const answers = columns.length > 0;
  statement.safeIntegers(true);
  if (answers) statement.raw(true);

  function orLetGo<Answer>(run: (...given: object[]) => Answer) {
    return (...given: object[]): Answer => {
      let mayStay = false;
      try {
        const answer = run.apply(statement, given);
        mayStay = !given.some((values) => Object.values(values).some(ArrayBuffer.isView));
        return answer;
      } finally {
        if (!mayStay) letGo();
      }
    };
  }

  return Object.assign(statement, {
    columns: () => columns,
    safeIntegers: () => statement,
    raw: () => {
      if (!answers) throw NOTHING_TO_READ;
      return statement;
    },
    all: orLetGo(statement.all),
    run: orLetGo(statement.run),
  });
}

/** How the driver tells that a statement has no rows: made once, since it is thrown at every write. */
const NOTHING_TO_READ = new TypeError('This statement returns no data.');
