import { randomBytes } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { type Database, openDatabase } from '../../db/client.ts';
import { setDatabase } from '../../db/database.ts';
import { auditLedger } from '../../lib/ledger/queries.ts';
import { Client } from '../support/client.ts';
import { type AddedMember, addMembers } from '../support/members.ts';
import { startServer, type TestServer } from '../support/server.ts';

export type Buyer = AddedMember;

/** A running market, with functions that read and change its database. */
export class Market {
  readonly server: TestServer;

  constructor(server: TestServer) {
    this.server = server;
  }

  get url(): string {
    return this.server.url;
  }

  visitor(): Client {
    return new Client(this.url);
  }

  /** Runs work on a second connection to the database, as the command line does. */
  async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = openDatabase({ url: this.server.databaseUrl, checkpoints: false });
    try {
      return await work(database);
    } finally {
      database.close();
    }
  }

  rows<Row>(query: SQL): Promise<Row[]> {
    return this.withDatabase(({ orm }) => orm.all<Row>(query));
  }

  async value<Value = number>(query: SQL): Promise<Value | undefined> {
    const [row] = await this.withDatabase(({ orm }) => orm.values<[Value]>(query));
    return row?.[0];
  }

  /** Adds items that the market sells, at a price in credits. @returns their ids */
  addItems(count: number, price: number): Promise<number[]> {
    return this.withDatabase(async ({ write }) => {
      const results = await write(
        Array.from({ length: count }, () => {
          const barcode = randomBytes(6).toString('hex');
          return sql`insert into items (name, price, barcode, description)
            values (${`Thing ${barcode}`}, ${price}, ${barcode}, '') returning id`;
        }),
      );
      return results.map(({ rows }) => Number(rows[0]?.id));
    });
  }

  async addItem(price: number): Promise<number> {
    return (await this.addItems(1, price))[0] ?? 0;
  }

  /** Adds members who are logged in. */
  addBuyers(count: number, budget?: number): Promise<Buyer[]> {
    const wanted = Array.from({ length: count }, () => ({ budget }));
    return this.withDatabase((database) => addMembers(database, this.url, wanted));
  }

  async addBuyer(budget?: number): Promise<Buyer> {
    const [buyer] = await this.addBuyers(1, budget);
    if (!buyer) throw new Error('No buyer was added.');
    return buyer;
  }

  budgetOf(userId: number) {
    return this.value(sql`select budget from users where id = ${userId}`);
  }

  ownerOf(itemId: number) {
    return this.value<number | null>(sql`select owner_id from items where id = ${itemId}`);
  }

  /** Expects every money rule to hold over the whole database. */
  expectValidLedger(): Promise<void> {
    return this.withDatabase(async (database) => {
      setDatabase(database);
      expect((await auditLedger()).differences).toEqual([]);
    });
  }
}

/**
 * Starts a market before the first test of the file or the `describe`, and stops the market after
 * the last test. A failed test prints the output of the server.
 * @returns a function that gives the market; it throws outside of a test
 */
export function marketOfThisFile(options?: Parameters<typeof startServer>[0]): () => Market {
  let market: Market | undefined;
  beforeAll(async () => {
    market = new Market(await startServer(options));
  });
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => console.error(`The server said:\n${market?.server.output()}`));
  });
  afterAll(() => market?.server.stop());
  return () => {
    if (!market) throw new Error('There is a market only inside a test.');
    return market;
  };
}
