import { env } from '../lib/env.ts';
import { type Database, openDatabase } from './client.ts';

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
  });
  return shared.marketDatabase;
}

/** Makes every later `database()` of this process the given one: for the command line and tests. */
export function setDatabase(opened: Database): void {
  shared.marketDatabase = opened;
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
