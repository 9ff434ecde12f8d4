import { env } from '../lib/env.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { fileOf } from './file-url.ts';
import { renewMark } from './wal-mark.ts';

// One connection for the whole process: pages, actions and routes are bundled apart, so a
// variable of this module would not be one.
const shared = globalThis as { marketDatabase?: Database };

/**
 * The market's database, opened on first use as the environment says.
 * @throws AppError DATABASE_UNAVAILABLE
 */
export function database(): Database {
  shared.marketDatabase ??= openDatabase({
    url: env().DATABASE_URL,
    authToken: env().DATABASE_AUTH_TOKEN,
    // A server makes no database: an empty one would hide that the market's own is away.
    mode: 'rw',
  });
  return shared.marketDatabase;
}

/** Makes every later `database()` of this process the given one: for the command line and tests. */
export function setDatabase(opened: Database): void {
  shared.marketDatabase = opened;
}

/**
 * Closes the process's database after its last write, so that the file is whole by itself: the log is
 * written back and the file has a new mark (`wal-mark.ts`).
 *
 * @param url the database that this process had open
 * @returns false when another program was reading, and the newest changes are still in the log
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY; nothing is lost then, the log is beside the file
 */
export async function closeDatabaseWhole(url = env().DATABASE_URL): Promise<boolean> {
  shared.marketDatabase?.close();
  delete shared.marketDatabase;
  await collectClosedConnections(fileOf(url));
  return renewMark(url);
}

/** A query built once for each database it runs on, since building costs more than running. */
export function prepared<Query>(build: (orm: Database['orm']) => Query): () => Query {
  const built = new WeakMap<Database, Query>();
  return () => {
    const on = database();
    let query = built.get(on);
    if (!query) {
      query = build(on.orm);
      built.set(on, query);
    }
    return query;
  };
}

/** The same for queries of one kind that differ in what is asked: one built for each shape of it. */
export function preparedPer<Shape, Query>(
  build: (orm: Database['orm'], shape: Shape) => Query,
): (shape: Shape) => Query {
  const built = new Map<string, () => Query>();
  return (shape) => {
    const name = JSON.stringify(shape);
    let query = built.get(name);
    if (!query) {
      query = prepared((orm) => build(orm, shape));
      built.set(name, query);
    }
    return query();
  };
}
