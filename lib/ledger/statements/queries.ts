import { type SQL, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import type { TransferKind } from '@/db/schema';
import { boundsOf, type Month } from '../../dates.ts';
import { type Neighbours, type Position, readPage } from '../../paging.ts';

/** A transfer on the statement of a member. Amounts are in credits. */
export type Entry = {
  id: number;
  at: Date;
  kind: TransferKind;
  /** Above zero: the member received credits. Below zero: the member paid credits. */
  change: number;
  /** The budget after the transfer. */
  budget: number;
  item: { id: number; name: string } | null;
  /** The other member. Null = the market. */
  other: { username: string; closed: boolean } | null;
  /** The reversed transfer, if this transfer is a reversal. */
  reverses: { kind: TransferKind; at: Date } | null;
  /** Whether a later transfer reverses this transfer. */
  undone: boolean;
};

/** A page of a statement, newest first. */
export type StatementPage = Neighbours & { entries: Entry[] };

/** A range of transfer ids: greater than `above`, at most `upTo`. */
export type Range = { above: number; upTo: number };

/** Credits that a member received (`in`) and paid (`out`). */
export type Totals = { in: number; out: number };

export const WHOLE_STATEMENT: Range = { above: 0, upTo: Number.MAX_SAFE_INTEGER };

const PAGE_SIZE = 50;
const BATCH_SIZE = 500;

/**
 * A page of a member's statement, newest entry first. The budget at the edge of the page is the current
 * budget minus all later changes. So the query reads no transfers before the page.
 *
 * @param range the part of the statement that has pages
 * @param size how many entries a page has
 */
export async function getStatementPage(
  memberId: number,
  position: Position = {},
  range: Range = WHOLE_STATEMENT,
  size = PAGE_SIZE,
): Promise<StatementPage> {
  const { rows, ...beside } = await readPage(position, size, {
    older: (id, limit) => listEntriesBefore(memberId, Math.min(id - 1, range.upTo), limit, range),
    newer: (id, limit) => listEntriesAfter(memberId, Math.max(id, range.above), limit, range.upTo),
  });
  return { entries: rows, ...beside };
}

/** The entries up to a transfer id, newest first, at most `limit`. */
async function listEntriesBefore(
  memberId: number,
  upTo: number,
  limit: number,
  { above }: Range,
): Promise<Entry[]> {
  const part = { memberId, range: { above, upTo }, edge: upTo };
  const rows = await selectEntries(part, sql`desc`, limit);
  let budget = rows[0]?.atEdge ?? 0;
  return rows.map((row) => {
    const entry = entryOf(row, budget);
    budget -= row.change;
    return entry;
  });
}

/** The entries after a transfer id, oldest first, at most `limit`. */
export async function listEntriesAfter(
  memberId: number,
  above: number,
  limit: number,
  upTo: number = WHOLE_STATEMENT.upTo,
): Promise<Entry[]> {
  const rows = await selectEntries(
    { memberId, range: { above, upTo }, edge: above },
    sql`asc`,
    limit,
  );
  let budget = rows[0]?.atEdge ?? 0;
  return rows.map((row) => {
    budget += row.change;
    return entryOf(row, budget);
  });
}

/** All entries of a member in batches, oldest first. Without entries it gives one empty batch. */
export async function* eachBatchOfEntries(memberId: number): AsyncGenerator<Entry[], void> {
  let entries: Entry[];
  let last = 0;
  do {
    entries = await listEntriesAfter(memberId, last, BATCH_SIZE);
    yield entries;
    last = entries.at(-1)?.id ?? last;
  } while (entries.length === BATCH_SIZE);
}

/** The range of transfer ids of a month, in the time zone of the process. */
export async function getMonthRange(memberId: number, month: Month): Promise<Range> {
  const { start, end } = boundsOf(month);
  const lastBefore = (column: SQL, time: Date) =>
    sql`coalesce((select max(id) from transfers
      where ${column} = ${memberId} and created_at < ${time.getTime()}), 0)`;
  const last = (time: Date) => sql`max(${lastBefore(PAYEE, time)}, ${lastBefore(PAYER, time)})`;
  return database().orm.get<Range>(sql`select ${last(start)} as above, ${last(end)} as upTo`);
}

/** What a member received and paid within a range of transfers, in credits. */
export async function getTotals(memberId: number, range: Range = WHOLE_STATEMENT): Promise<Totals> {
  return database().orm.get<Totals>(
    sql`select ${sumOf(PAYEE, memberId, range)} as "in", ${sumOf(PAYER, memberId, range)} as "out"`,
  );
}

const PAYEE = sql.raw('to_user_id');
const PAYER = sql.raw('from_user_id');

const sumOf = (column: SQL, memberId: number, { above, upTo }: Range) =>
  sql`(select coalesce(sum(amount), 0) from transfers
    where ${column} = ${memberId} and id > ${above} and id <= ${upTo})`;

type Row = {
  id: number;
  at: number;
  kind: TransferKind;
  change: number;
  atEdge: number;
  itemId: number | null;
  item: string | null;
  username: string | null;
  closedAt: number | null;
  reversedKind: TransferKind | null;
  reversedAt: number | null;
  undone: number;
};

type Part = {
  memberId: number;
  range: Range;
  /** The query computes the budget after this transfer id. */
  edge: number;
};

// Received and paid transfers have an index each. SQLite merges both lists in order.
function selectEntries(part: Part, order: SQL, limit: number): Promise<Row[]> {
  return database().orm.all<Row>(
    sql`${entriesOfAccount(part, PAYEE, PAYER, sql.raw(''))} union all ${entriesOfAccount(part, PAYER, PAYEE, sql.raw('-'))}
      order by id ${order} limit ${limit}`,
  );
}

function entriesOfAccount({ memberId, range, edge }: Part, mine: SQL, theirs: SQL, sign: SQL): SQL {
  const since = { above: edge, upTo: WHOLE_STATEMENT.upTo };
  return sql`select transfer.id as id, transfer.created_at as at, transfer.kind,
      ${sign}transfer.amount as change,
      (select budget from users where id = ${memberId})
        - ${sumOf(PAYEE, memberId, since)} + ${sumOf(PAYER, memberId, since)} as atEdge,
      items.id as itemId, items.name as item, other.username, other.closed_at as closedAt,
      reversed.kind as reversedKind, reversed.created_at as reversedAt,
      exists (select 1 from transfers where reverses_id = transfer.id) as undone
    from transfers as transfer
      left join items on items.id = transfer.item_id
      left join users as other on other.id = transfer.${theirs}
      left join transfers as reversed on reversed.id = transfer.reverses_id
    where transfer.${mine} = ${memberId}
      and transfer.id > ${range.above} and transfer.id <= ${range.upTo}`;
}

function entryOf(row: Row, budget: number): Entry {
  const { id, kind, change, itemId, item, username, closedAt, reversedKind, reversedAt } = row;
  return {
    id,
    at: new Date(row.at),
    kind,
    change,
    budget,
    item: itemId !== null && item !== null ? { id: itemId, name: item } : null,
    other: username === null ? null : { username, closed: closedAt !== null },
    reverses:
      reversedKind === null ? null : { kind: reversedKind, at: new Date(Number(reversedAt)) },
    undone: row.undone === 1,
  };
}
