import { eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { items, settings } from '@/db/schema';
import { matchOf } from './search.ts';
import {
  BEGINNINGS,
  isWalk,
  lastLookedAt,
  MOST_FOUND,
  matches,
  pick,
  type Shape,
  walk,
  walkLength,
} from './sql.ts';
import type { Place, Sort } from './validation.ts';

/** An item as it stands for sale. `sellerId` and `seller` are null for the market's own. */
export type ShelfItem = {
  id: number;
  name: string;
  /** What it costs whoever buys it, in credits. */
  price: number;
  barcode: string;
  sellerId: number | null;
  seller: string | null;
  /** The id of its first photo, if it has any. */
  photo: number | null;
};

/** A page of what is for sale, and the places that the pages beside it go on from; null at an end. */
export type ShelfPage = {
  items: ShelfItem[];
  previous: Place | null;
  next: Place | null;
  /** How many there are on all pages; one more than `MOST_FOUND` stands for any number above. */
  found: number;
  /** Whether there was more than is looked at: `MOST_FOUND` of a search, else `MOST_LOOKED_AT`. */
  cut: boolean;
};

/** Which items, in which order, and from where. Left out: any, newest first, from the beginning. */
export type Selection = {
  search?: string;
  from?: 'market' | 'members' | null;
  category?: string | null;
  /** The highest price, in credits. */
  most?: number | null;
  /** The earliest time of being offered, in milliseconds. */
  since?: number | null;
  sort?: Sort;
  after?: Place | null;
  before?: Place | null;
};

export const PAGE_SIZE = 24;

const NOTHING: ShelfPage = { items: [], previous: null, next: null, found: 0, cut: false };

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

/** A number that is higher whenever something is offered, bought or priced: kept by triggers. */
export async function getShelfVersion(): Promise<number> {
  return Number((await version().get())?.value ?? 0);
}

/** The item that a text is the barcode or else the number of, as “12” or “#12”; or null. */
export async function findItemByCode(text: string): Promise<number | null> {
  const [, number] = /^#?(\d{1,15})$/.exec(text) ?? [];
  const found =
    (await byBarcode().get({ barcode: text })) ??
    (number === undefined ? undefined : await byNumber().get({ id: Number(number) }));
  return found?.id ?? null;
}

/** A page of what is for sale, by the market and by members. */
export async function listForSale(selection: Selection = {}, size = PAGE_SIZE): Promise<ShelfPage> {
  const { search = '', from = null, category, most, since, sort = 'newest' } = selection;
  const { after = null, before = null } = selection;
  const match = search === '' ? '' : await bestMatch(search);
  if (match === null) return NOTHING;
  const backwards = after === null && before !== null;
  const shape: Shape = {
    search: match !== '',
    from,
    category: typeof category === 'string',
    most: typeof most === 'number',
    since: typeof since === 'number',
    sort,
    backwards,
  };
  const start = after ?? before;
  const top = BEGINNINGS[sort];
  const values = { match, category, most, since, top: top.key, ...(start ?? top) };
  // One row more than a page is read, to know whether there is another.
  const { rows, found, cut } = await readRows(shape, { ...values, limit: size + 1 });
  const shown = rows.slice(0, size);
  const last = shown.at(-1);
  const onwards =
    rows.length > size && last ? placeAt(last, sort) : await lookedUpTo(shape, values);
  const back = start && (shown[0] ? placeAt(shown[0], sort) : start);
  return {
    items: (backwards ? shown.toReversed() : shown).map(({ offeredAt: _, ...item }) => item),
    previous: backwards ? onwards : back,
    next: backwards ? back : onwards,
    found,
    cut,
  };
}

type ShelfRow = ShelfItem & { offeredAt: number };
type Values = Record<string, unknown>;

async function readRows(shape: Shape, values: Values) {
  if (isWalk(shape)) {
    const rows: ShelfRow[] = await walk(shape).all(values);
    const { found = 0 } = (await walkLength(shape).get(values)) ?? {};
    return { rows, found, cut: false };
  }
  const picked = await pick(shape).all(values);
  const [{ found, cut } = { found: 0, cut: 0 }] = picked;
  const rows = picked.flatMap(({ id, found: _, cut: __, ...row }): ShelfRow[] =>
    id === null ? [] : [{ id, ...row }],
  );
  return { rows, found, cut: cut === 1 };
}

// A beginning of four letters or more is looked up by reading all words that begin so: not where
// the word by itself finds as much as is shown. Null when there is nothing to look for.
async function bestMatch(search: string): Promise<string | null> {
  const match = matchOf(search);
  if (!match) return null;
  const { found = 0 } = (await matches().get({ match: match.whole })) ?? {};
  return found > MOST_FOUND ? match.whole : match.begun;
}

// How far a page has looked that was not filled; null when that is all of it.
async function lookedUpTo(shape: Shape, values: Values): Promise<Place | null> {
  if (shape.search || isWalk(shape)) return null;
  return (await lastLookedAt(shape).get(values)) ?? null;
}

function placeAt(row: ShelfRow, sort: Sort): Place {
  const key = sort === 'name' ? row.name : sort === 'newest' ? row.offeredAt : row.price;
  return { key, id: row.id };
}
