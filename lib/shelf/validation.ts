import { z } from 'zod';
import '../jitless.ts';
import { FILTERS, type Filters, readFilters } from './filters.ts';
import { SEARCH_LENGTH } from './limits.ts';
import { type Cursor, SORTS, type Sort } from './orders.ts';

/** What a reader of the market asks for, as the address says it. */
export type Search = Filters & {
  /** The text to look for. Empty: every item. */
  q: string;
  sort: Sort;
  /** The page goes on behind this position. */
  after: Cursor | null;
  /** Without `after`: the page ends before this position. */
  before: Cursor | null;
};

type Query = Record<string, string | string[] | undefined>;

/** The fields of a search, in the order in which an address names them. */
export const SEARCH_FIELDS: readonly (keyof Search)[] = [
  'q',
  ...(Object.keys(FILTERS) as (keyof Filters)[]),
  'sort',
  'after',
  'before',
];

const fields = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\p{Cc}/gu, ' ')
        .trim(),
    )
    .transform((text) => text.slice(0, SEARCH_LENGTH.most).trim())
    .catch(''),
  sort: z.enum(SORTS).catch('newest'),
  after: z.string().nullable().catch(null),
  before: z.string().nullable().catch(null),
});

/** Reads the query of an address. Nothing is refused: what cannot be read is not asked for. */
export function readSearch(query: Query): Search {
  const { q, sort, after, before } = fields.parse(query);
  return {
    q,
    ...readFilters(query),
    sort,
    after: readCursor(after, sort),
    before: readCursor(before, sort),
  };
}

/** The query that `readSearch` reads as this search. What says nothing new is left out. */
export function writeSearch(search: Partial<Search>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of SEARCH_FIELDS) {
    const value = search[name];
    if (!value || (name === 'sort' && value === 'newest')) continue;
    query[name] = value === true ? '1' : typeof value === 'string' ? value : writeCursor(value);
  }
  return query;
}

function writeCursor({ key, id }: Cursor): string {
  return `${key}~${id}`;
}

function readCursor(text: string | null, sort: Sort): Cursor | null {
  const [, key = '', id] = /^(.{0,100})~(\d{1,15})$/su.exec(text ?? '') ?? [];
  if (id === undefined) return null;
  if (sort === 'name') return { key, id: Number(id) };
  return /^\d{1,15}$/.test(key) ? { key: Number(key), id: Number(id) } : null;
}
