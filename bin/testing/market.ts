import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { afterEach, beforeEach, inject } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { runMarket } from '../../e2e/support/server.ts';

/** A folder, the market that may be in it, and what a test does there. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'market-bin-'));
  url = `file:${join(this.folder, 'market.db')}`;

  /** Runs a command on it. */
  market(...args: string[]) {
    return runMarket(args, this.url);
  }

  /** Puts a database in place that was created before. */
  haveDatabase(): void {
    copyFileSync(inject('baseDatabase'), join(this.folder, 'market.db'));
  }

  async beside<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = openDatabase({ url: this.url });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }

  write(...statements: SQL[]) {
    return this.beside((database) => database.write(statements));
  }

  count(table: string): Promise<number> {
    const rows = sql`select 1 from ${sql.identifier(table)}`;
    return this.beside(async ({ orm }) => (await orm.all(rows)).length);
  }

  addMember(name: string) {
    return this.write(
      sql`insert into users (username, username_key, email, email_key, password_hash)
          values (${name}, ${name}, ${`${name}@example.org`}, ${`${name}@example.org`}, 'the hash')`,
      sql`insert into transfers (to_user_id, amount, kind)
          select id, 1000, 'opening' from users where username_key = ${name}`,
    );
  }
}

/** Gives every test of the file a place of its own, with nothing in it. */
export function marketPerTest(): () => Place {
  let place: Place | undefined;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => {
    if (place) rmSync(place.folder, { recursive: true, force: true });
  });
  return () => {
    if (!place) throw new Error('There is a place only inside a test.');
    return place;
  };
}
