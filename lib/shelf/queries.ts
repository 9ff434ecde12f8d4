import { eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { items, settings } from '@/db/schema';
import type { ListedItem } from '../items/queries.ts';
import { conditionsOf, type Reader } from './filters.ts';
import { fullTextOf } from './full-text.ts';
import { MOST_FOUND } from './limits.ts';
import { type Cursor, ORDERS, type Sort } from './orders.ts';
import {
  countByIndex,
  countMatches,
  isServedByIndex,
  type ListKind,
  lastChecked,
  pageByChecking,
  pageByIndex,
} from './sql.ts';
import type { Search } from './validation.ts';

/** A page of what is for sale, and the cursors of the pages beside it; null at an end. */
export type ShelfPage = {
  items: ListedItem[];
  previous: Cursor | null;
  next: Cursor | null;
  /** How many items all pages have. `MOST_FOUND` + 1 stands for any higher number. */
  found: number;
  /** Whether some items were not looked at: after `MOST_FOUND` matches of a text, or `MOST_CHECKED` items. */
  cut: boolean;
};

export const PAGE_SIZE = 24;

const EMPTY_PAGE: ShelfPage = { items: [], previous: null, next: null, found: 0, cut: false };

/** A reader without a budget, to whom every item is new. */
const ANYBODY: Reader = { budget: 0, newSince: null };

const version = prepared((orm) =>
  orm
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.name, 'shelf_version'))
    .prepare(),
);
const byBarcode = prepared((orm) =>
  orm
    .select({ id: items.id })
    .from(items)
    .where(eq(items.barcode, sql.placeholder('barcode')))
    .prepare(),
);
const byNumber = prepared((orm) =>
  orm
    .select({ id: items.id })
    .from(items)
    .where(eq(items.id, sql.placeholder('id')))
    .prepare(),
);

/** The version of the shelf. Triggers count it up when an item is offered, bought or priced. */
export async function getShelfVersion(): Promise<number> {
  return Number((await version().get())?.value ?? 0);
}

/** The id of the item with this barcode, or else with this number, such as “12” or “#12”; or null. */
export async function findItemByCode(text: string): Promise<number | null> {
  const [, number] = /^#?(\d{1,15})$/.exec(text) ?? [];
  const found =
    (await byBarcode().get({ barcode: text })) ??
    (number === undefined ? undefined : await byNumber().get({ id: Number(number) }));
  return found?.id ?? null;
}

/** The items that came up for sale last, the newest first. @param count how many, at most */
export async function listNewest(count: number): Promise<ListedItem[]> {
  return (await listForSale({}, ANYBODY, count)).items;
}

/**
 * A page of what the market and the members offer.
 * @param search what the reader asks for; a field that is left out asks for nothing
 * @param reader the facts that filters compare with
 * @param size how many items the page has, at most
 */
export async function listForSale(
  search: Partial<Search>,
  reader: Reader,
  size = PAGE_SIZE,
): Promise<ShelfPage> {
  const { q: text = '', sort = 'newest', after = null, before = null } = search;
  const q = text === '' ? '' : await queryFor(text);
  if (q === null) return EMPTY_PAGE;
  const { names, values: asked } = conditionsOf(search, reader);
  const backwards = after === null && before !== null;
  const kind: ListKind = { hasText: q !== '', conditions: names, sort, backwards };
  const cursor = after ?? before;
  const { start } = ORDERS[sort];
  const values = { q, ...asked, start: start.key, ...(cursor ?? start) };
  // The query reads one more row than the page shows, to know whether there is another page.
  const { rows, found, cut } = await readRows(kind, { ...values, limit: size + 1 });
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const ahead =
    rows.length > size && last ? cursorOf(last, sort) : await endOfChecking(kind, values);
  const behind = cursor && (shown[0] ? cursorOf(shown[0], sort) : cursor);
  return {
    items: (backwards ? shown.toReversed() : shown).map(({ offeredAt: _, ...item }) => item),
    previous: backwards ? ahead : behind,
    next: backwards ? behind : ahead,
    found,
    cut,
  };
}

type ShelfRow = ListedItem & { offeredAt: number };
type Values = Record<string, unknown>;

async function readRows(kind: ListKind, values: Values) {
  if (isServedByIndex(kind)) {
    const rows: ShelfRow[] = await pageByIndex(kind).all(values);
    const { found = 0 } = (await countByIndex(kind).get(values)) ?? {};
    return { rows, found, cut: false };
  }
  const answer = await pageByChecking(kind).all(values);
  const [{ found, cut } = { found: 0, cut: 0 }] = answer;
  const rows = answer.flatMap(({ id, found: _, cut: __, ...row }): ShelfRow[] =>
    id === null ? [] : [{ id, ...row }],
  );
  return { rows, found, cut: cut === 1 };
}

// The full-text query for a text; null when there is nothing to look for. The last word counts as a
// beginning, unless the whole word finds enough items already: SQLite reads every word that begins
// with it, which is slow for a common beginning of four letters or more.
async function queryFor(text: string): Promise<string | null> {
  const query = fullTextOf(text);
  if (!query) return null;
  const { found = 0 } = (await countMatches().get({ q: query.whole })) ?? {};
  return found > MOST_FOUND ? query.whole : query.begun;
}

// Where a page that is not full stopped checking. Null when it has checked the whole list.
async function endOfChecking(kind: ListKind, values: Values): Promise<Cursor | null> {
  if (kind.hasText || isServedByIndex(kind)) return null;
  return (await lastChecked(kind).get(values)) ?? null;
}

function cursorOf(row: ShelfRow, sort: Sort): Cursor {
  const key = sort === 'name' ? row.name : sort === 'newest' ? row.offeredAt : (row.salePrice ?? 0);
  return { key, id: row.id };
}
