import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { afterEach, beforeEach, inject } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { runMarket } from '../../e2e/support/server.ts';

/** A market in a temporary folder. At first the folder is empty. */
export class TestMarket {
  readonly folder = mkdtempSync(join(tmpdir(), 'market-bin-'));
  url = `file:${join(this.folder, 'market.db')}`;

  /** Runs a command of the market. */
  market(...args: string[]) {
    return runMarket(args, this.url);
  }

  /** Copies a migrated, empty database into the folder. */
  copyBaseDatabase(): void {
    copyFileSync(inject('baseDatabase'), join(this.folder, 'market.db'));
  }

  async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = openDatabase({ url: this.url });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }

  write(...statements: SQL[]) {
    return this.withDatabase((database) => database.write(statements));
  }

  count(table: string): Promise<number> {
    const rows = sql`select 1 from ${sql.identifier(table)}`;
    return this.withDatabase(async ({ orm }) => (await orm.all(rows)).length);
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

/**
 * Gives every test of the file its own market.
 * @returns a function that returns the test's market
 */
export function marketPerTest(): () => TestMarket {
  let market: TestMarket | undefined;
  beforeEach(() => {
    market = new TestMarket();
  });
  afterEach(() => {
    if (market) rmSync(market.folder, { recursive: true, force: true });
  });
  return () => {
    if (!market) throw new Error('There is a market only inside a test.');
    return market;
  };
}
