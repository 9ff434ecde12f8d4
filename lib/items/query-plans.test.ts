import type { Client, InStatement, InValue } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { listNotices } from '../inbox/notices/queries.ts';
import { listStarred } from '../inbox/stars/queries.ts';
import { deleteExpiredSessions } from '../jobs/delete-expired-sessions.ts';
import { deleteOldLoginFailures } from '../jobs/delete-old-login-failures.ts';
import { getProvenance } from '../ledger/provenance/queries.ts';
import { getMonthRange, getStatementPage, getTotals } from '../ledger/statements/queries.ts';
import { getBelongings, getOwnData } from '../people/accounts/queries.ts';
import { countAttempt } from '../people/login/throttle.ts';
import { makeLoginCode, redeemLoginCode } from '../people/login-codes/mutations.ts';
import { normalizeLoginCode } from '../people/login-codes/validation.ts';
import { endOtherSessions, endSession, recordUse } from '../people/sessions/mutations.ts';
import { getMemberBySession } from '../people/sessions/queries.ts';
import { findTaken, getCredentials, getProfile } from '../people/users/queries.ts';
import { SORTS } from '../shelf/orders.ts';
import { findItemByCode, listForSale, listNewest } from '../shelf/queries.ts';
import type { Search } from '../shelf/validation.ts';
import { purchaseItem, sellItemBack } from '../trading/mutations.ts';
import { undoTrade } from '../trading/undo/mutations.ts';
import { listUndoable } from '../trading/undo/queries.ts';
import { addItem, editItem } from './mutations.ts';
import { offerItem, withdrawItem } from './offers/mutations.ts';
import { listOffersOf } from './offers/queries.ts';
import { addPhotos, putPhotoFirst, removePhoto } from './photos/mutations.ts';
import { getPicture, listPhotos } from './photos/queries.ts';
import { countOwned, getItem, listOwned } from './queries.ts';

const db = databasePerTest();

/** The database client, which the types of the query builder hide. */
const client = () => (db().orm as unknown as { $client: Client }).$client;

type Statement = { sql: string; args: InValue[] };

/** The statements that reach the database during `work`. */
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

/** The steps of the query plan of a statement. */
async function planOf(statement: Statement | undefined): Promise<string[]> {
  if (!statement) throw new Error('There was no statement.');
  const { sql: text, args } = statement;
  const { rows } = await client().execute({ sql: `explain query plan ${text}`, args });
  return rows.map(({ detail }) => String(detail));
}

/** The steps that read a whole table, or sort without an index. */
async function slowSteps(statements: Statement[], fine = /^SCAN CONSTANT ROW/) {
  const slow: string[] = [];
  for (const statement of statements) {
    for (const step of await planOf(statement)) {
      if (/^SCAN|TEMP B-TREE/.test(step) && !fine.test(step))
        slow.push(`${step}: ${statement.sql}`);
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
    sql`insert into transfers (from_user_id, amount, kind, item_id) values (1, 5, 'purchase', 50)`,
    ...[0, 1].map(
      (position) => sql`insert into photos (item_id, position, width, height, large, small)
        values (7, ${position}, 1, 1, x'00', x'00')`,
    ),
  ]);
});

const mine = { memberId: 1, itemId: 7 };
const picture = { width: 1, height: 1, large: Buffer.alloc(1), small: Buffer.alloc(1) };

async function makeAndUseCode(): Promise<void> {
  const { code } = await makeLoginCode('ada');
  await redeemLoginCode(
    { code: normalizeLoginCode(code), password: 'a new password' },
    '203.0.113.1',
  );
}

const said = { name: 'Other', description: 'About it.', category: null };

describe('the statements of pages and trades', () => {
  it.each<[string, number, () => Promise<unknown>]>([
    ['a member’s items', 1, () => listOwned(1)],
    ['a later page of them', 1, () => listOwned(1, { after: 40 })],
    ['the page of them before', 1, () => listOwned(1, { before: 10 })],
    ['how many there are', 1, () => countOwned(1)],
    ['a barcode or a number', 2, () => findItemByCode('#7')],
    ['an item', 1, () => getItem(7)],
    ['where an item comes from', 3, () => getProvenance(7)],
    ['an edit', 3, () => editItem({ ...said, memberId: 1, itemId: 7 })],
    ['an offer', 2, () => offerItem({ memberId: 1, itemId: 7, askingPrice: 5 })],
    ['an offer withdrawn', 2, () => withdrawItem({ memberId: 1, itemId: 7 })],
    ['photos that are added', 4, () => addPhotos(mine, [picture, picture], 'key-1234')],
    ['a photo that comes first', 3, () => putPhotoFirst(mine, 2)],
    ['a photo that is removed', 3, () => removePhoto(mine, 2)],
    ['the photos of an item', 1, () => listPhotos(7)],
    ['a photo', 1, () => getPicture(1, 'large')],
    ['who is asking', 1, () => getMemberBySession('a token')],
    ['who logs in', 1, () => getCredentials('ada')],
    ['whether a name is taken', 1, () => findTaken({ usernameKey: 'ada', emailKey: 'b@x' })],
    ['a login that is counted', 3, () => countAttempt('ada', '203.0.113.1')],
    ['a login code that is made and used', 7, makeAndUseCode],
    ['a member of a name', 2, () => getProfile('ada')],
    ['what they offer', 1, () => listOffersOf(1)],
    ['a later page of it', 1, () => listOffersOf(1, { after: 40 })],
    ['the page of it before', 1, () => listOffersOf(1, { before: 10 })],
    ['what they are told', 1, () => listNotices(1)],
    ['a later page of that', 1, () => listNotices(1, { after: 40 })],
    ['the page of that before', 1, () => listNotices(1, { before: 10 })],
    ['what closing an account would give', 1, () => getBelongings(1)],
    ['a session that is used', 1, () => recordUse('a token')],
    ['a session that is ended', 1, () => endSession(1, 'an id')],
    ['the other sessions that are ended', 1, () => endOtherSessions(1, 'a token')],
    ['a statement', 1, () => getStatementPage(1)],
    ['a later page of it', 1, () => getStatementPage(1, { after: 100 })],
    ['the page of it before', 1, () => getStatementPage(1, { before: 1 })],
    ['where a month is in it', 1, () => getMonthRange(1, '2026-11')],
    ['what it adds up to', 1, () => getTotals(1)],
    ['what of it can be undone', 1, () => listUndoable(1, [1, 2, 3])],
    ['a trade that is undone', 3, () => undoTrade({ memberId: 1, transferId: 2 })],
    ['a purchase', 3, () => purchaseItem({ memberId: 1, itemId: 100, price: 5, key: 'key-1' })],
    ['a sale back', 3, () => sellItemBack({ memberId: 1, itemId: 7, price: 5, key: 'key-2' })],
    ['the job that deletes sessions', 1, deleteExpiredSessions.run],
    ['the job that deletes failed logins', 1, deleteOldLoginFailures.run],
  ])('use an index: %s', async (_, least, work) => {
    const statements = await statementsOf(work);
    expect(statements.length).toBeGreaterThanOrEqual(least);
    expect(await slowSteps(statements)).toEqual([]);
  });

  it('use an index when a member adds an item', async () => {
    const item = { ...said, memberId: 1, askingPrice: 5, offered: true, key: 'key-1' };
    const statements = await statementsOf(() => addItem(item));
    const steps = (await slowSteps(statements)).map((step) => step.slice(0, step.indexOf(':')));
    // This step checks a foreign key. SQLite runs it only when a key is already broken.
    expect(steps).toEqual(['SCAN notices']);
  });

  it('use an index when a member exports data, and sort only sessions', async () => {
    const statements = await statementsOf(() => getOwnData(1));
    expect(await slowSteps(statements)).toEqual([
      expect.stringMatching(/^USE TEMP B-TREE FOR ORDER BY: .* from "sessions"/),
    ]);
  });

  const reader = { budget: 5, newSince: new Date(5) };
  const place = { key: 5, id: 150 };
  const named = { key: 'Thing', id: 150 };
  const positions = (sort: string) => [
    {},
    { after: sort === 'name' ? named : place },
    { before: sort === 'name' ? named : place },
  ];
  const filters: Partial<Search>[] = [
    {},
    { from: 'market' },
    { from: 'members' },
    { affordable: true },
    { category: 'Toys' },
    { new: true },
    { from: 'members', affordable: true, category: 'Toys', new: true },
  ];
  const lists = SORTS.flatMap((sort) =>
    filters.flatMap((filter) => positions(sort).map((at) => ({ sort, ...filter, ...at }))),
  );

  // These scans are allowed, because they read only rows that were already selected.
  const bounded = /^SCAN (CONSTANT ROW|tally|shown|\(subquery-\d+\))/;

  it.each(lists)('reads rows in the order of an index: $sort, %j', async (search) => {
    const statements = await statementsOf(() => listForSale(search, reader));
    expect(statements.length).toBeGreaterThanOrEqual(1);
    expect(await slowSteps(statements, bounded)).toEqual([]);
  });

  it.each<[Partial<Search>, string]>([
    [{}, 'items_for_sale (offered_at<?)'],
    [{ new: true }, 'items_for_sale (offered_at>? AND offered_at<?)'],
    [{ from: 'members' }, 'items_for_sale_by_members (offered_at<?)'],
    [{ category: 'Toys' }, 'items_for_sale_by_category (category=? AND offered_at<?)'],
    [{ sort: 'price' }, 'items_for_sale_by_price (sale_price>?)'],
    [{ sort: '-price' }, 'items_for_sale_by_price (sale_price>? AND sale_price<?)'],
    [
      { sort: 'price', affordable: true },
      'items_for_sale_by_price (sale_price>? AND sale_price<?)',
    ],
    [{ sort: 'name' }, 'items_for_sale_by_name (name>?)'],
  ])('starts at the right row of an index: %j', async (search, index) => {
    const [statement] = await statementsOf(() => listForSale(search, reader));
    expect(await planOf(statement)).toContain(`SEARCH items USING INDEX ${index}`);
  });

  it.each(SORTS)('of a search sorts only its newest matches: %s', async (sort) => {
    const [count, list] = await statementsOf(() =>
      listForSale({ q: 'thing', sort, affordable: true }, { budget: 9, newSince: null }),
    );
    expect((await planOf(count)).filter((step) => /items|B-TREE/.test(step))).toEqual([
      expect.stringMatching(/^SCAN items_search VIRTUAL TABLE INDEX \d+:M/),
    ]);
    const plan = await planOf(list);
    expect(plan.filter((step) => /items|B-TREE/.test(step))).toEqual([
      // The index is in the order of rowids, so the newest rows are read first.
      expect.stringMatching(/^SCAN items_search VIRTUAL TABLE INDEX \d+:M/),
      'SEARCH items USING INTEGER PRIMARY KEY (rowid=?)',
      'USE TEMP B-TREE FOR ORDER BY',
      // This sort is only for the rows of the page.
      'SEARCH items USING INTEGER PRIMARY KEY (rowid=?)',
    ]);
    expect(list?.sql).toContain('order by rowid desc limit');
    expect(plan).toContain('MATERIALIZE chosen');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the market', () => listNewest(24)],
    ['the market, filtered', () => listForSale({ from: 'market', sort: 'price' }, reader)],
    ['a search', () => listForSale({ q: 'thing' }, reader)],
    ['a member’s items', () => listOwned(1)],
    ['what a member offers', () => listOffersOf(1)],
    ['what a member has starred', () => listStarred(1)],
  ])('reads first photos only from an index: %s', async (_, work) => {
    const statements = await statementsOf(work);
    const steps = (await Promise.all(statements.map(planOf))).flat();
    expect(steps.filter((step) => step.includes('photos'))).toEqual([
      'SEARCH photos USING COVERING INDEX photos_by_item (item_id=?)',
    ]);
  });
});
