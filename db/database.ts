import { env } from '../lib/env.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { fileOf } from './file-url.ts';
import { renewMark } from './wal-mark.ts';

// Next bundles pages, actions and routes separately, so each has its own copy of this module. A
// property of `globalThis` gives the whole process one connection.
const shared = globalThis as { marketDatabase?: Database };

/**
 * The market's database. The first call opens it, with the settings of the environment.
 * @throws AppError DATABASE_UNAVAILABLE when the file can't be opened
 */
export function database(): Database {
  shared.marketDatabase ??= openDatabase({
    url: env().DATABASE_URL,
    authToken: env().DATABASE_AUTH_TOKEN,
    // A server never creates a database: an empty database would hide that the real file is
    // missing.
    mode: 'rw',
  });
  return shared.marketDatabase;
}

/** Sets the database that later calls of `database()` return: for the command line and tests. */
export function setDatabase(opened: Database): void {
  shared.marketDatabase = opened;
}

/**
 * Closes the process's database after its last write. Writes the log into the file and gives the
 * file a new mark (`wal-mark.ts`), so that the file holds all data without its log.
 *
 * @param url the database that this process has open
 * @returns false when another program was reading: the newest changes are then still in the log
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY; no data is lost, because the log remains
 */
export async function closeDatabaseWhole(url = env().DATABASE_URL): Promise<boolean> {
  shared.marketDatabase?.close();
  delete shared.marketDatabase;
  await collectClosedConnections(fileOf(url));
  return renewMark(url);
}

/** Builds a query once for each database, because building costs more than running. */
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

/**
 * Builds a query once for each database and each shape.
 * @param build makes the query; a shape is a JSON value, such as which filters are used
 */
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
