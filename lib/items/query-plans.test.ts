import type { Client, InStatement, InValue } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { countAttempt } from '../login/throttle.ts';
import { offerItem, withdrawItem } from '../offers/mutations.ts';
import { getProvenance } from '../provenance/queries.ts';
import { getMemberBySession } from '../sessions/queries.ts';
import { purchaseItem, sellItemBack } from '../trading/mutations.ts';
import { findTaken, getCredentials } from '../users/queries.ts';
import { addItem, editItem } from './mutations.ts';
import { countOwned, getItem, listForSale, listOwned } from './queries.ts';

const db = databasePerTest();

/** The client under the query builder, which has it without saying so. */
const client = () => (db().orm as unknown as { $client: Client }).$client;

type Statement = { sql: string; args: InValue[] };

/** The statements that reach the database while something is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const on = client();
  const seen: Statement[] = [];
  const keep = (statement: InStatement | [string, unknown?]) => {
    if (typeof statement === 'object' && 'sql' in statement) {
      seen.push({ sql: statement.sql, args: (statement.args ?? []) as InValue[] });
    }
  };
  const { execute, batch } = on;
  vi.spyOn(on, 'execute').mockImplementation(((statement: InStatement) => {
    keep(statement);
    return execute(statement as never);
  }) as never);
  vi.spyOn(on, 'batch').mockImplementation(((statements: InStatement[], mode: never) => {
    for (const statement of statements) keep(statement);
    return batch(statements, mode);
  }) as never);
  await work();
  vi.restoreAllMocks();
  return seen;
}

/** Whatever in the statements' plans reads a whole table, or sorts rows by itself. */
async function slowSteps(statements: Statement[]) {
  const slow: string[] = [];
  for (const { sql: text, args } of statements) {
    const plan = await client().execute({ sql: `explain query plan ${text}`, args });
    for (const { detail } of plan.rows) {
      if (/^SCAN (?!CONSTANT ROW)|TEMP B-TREE/.test(String(detail)))
        slow.push(`${detail}: ${text}`);
    }
  }
  return slow;
}

beforeEach(async () => {
  await db().write([
    sql`insert into users (username, username_key, email, email_key) values ('Ada', 'ada', 'a@x', 'a@x')`,
    sql`insert into transfers (to_user_id, amount, kind) values (1, 1000, 'opening')`,
    ...Array.from(
      { length: 200 },
      (_, index) => sql`insert into items (name, price, barcode, description)
        values ('Thing', 5, ${String(index)}, '')`,
    ),
    sql`update items set owner_id = 1, sold_for = 5 where id <= 50`,
  ]);
});

const said = { name: 'Other', description: 'About it.', category: null };

describe('what every page and every trade asks of the database', () => {
  it.each<[string, number, () => Promise<unknown>]>([
    ['the first page', 1, () => listForSale()],
    ['a later page', 1, () => listForSale({ before: 150 })],
    ['the page before', 1, () => listForSale({ after: 150 })],
    ['a member’s items', 1, () => listOwned(1)],
    ['a later page of them', 1, () => listOwned(1, { before: 40 })],
    ['the page of them before', 1, () => listOwned(1, { after: 10 })],
    ['how many there are', 1, () => countOwned(1)],
    ['an item', 1, () => getItem(7)],
    ['where an item comes from', 3, () => getProvenance(7)],
    ['an edit', 3, () => editItem({ ...said, memberId: 1, itemId: 7 })],
    ['an offer', 2, () => offerItem({ memberId: 1, itemId: 7, askingPrice: 5 })],
    ['an offer withdrawn', 2, () => withdrawItem({ memberId: 1, itemId: 7 })],
    ['who is asking', 1, () => getMemberBySession('a token')],
    ['who logs in', 1, () => getCredentials('ada')],
    ['whether a name is taken', 1, () => findTaken({ usernameKey: 'ada', emailKey: 'b@x' })],
    ['a login that is counted', 5, () => countAttempt('ada', '203.0.113.1')],
    ['a purchase', 3, () => purchaseItem({ memberId: 1, itemId: 100, price: 5, key: 'key-1' })],
    ['a sale back', 3, () => sellItemBack({ memberId: 1, itemId: 7, price: 5, key: 'key-2' })],
  ])('is found by an index: %s', async (_, least, work) => {
    const statements = await statementsOf(work);
    expect(statements.length).toBeGreaterThanOrEqual(least);
    expect(await slowSteps(statements)).toEqual([]);
  });

  it('is found by an index when a member adds an item, but for the numbers of one barcode', async () => {
    const item = { ...said, memberId: 1, askingPrice: 5, offered: true, key: 'key-1' };
    const statements = await statementsOf(() => addItem(item));
    const steps = (await slowSteps(statements)).map((step) => step.slice(0, step.indexOf(':')));
    // The last is a foreign key, of which SQLite looks only when one is broken already.
    expect(steps).toEqual(['SCAN candidate', 'SCAN (subquery-4)', 'SCAN notices']);
  });
});
