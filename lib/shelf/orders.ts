import { type SQL, sql } from 'drizzle-orm';

export const SORTS = ['newest', 'price', '-price', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** A position in a sorted list: the sort key of an item, and its id, since keys can be equal. */
export type Cursor = { key: number | string; id: number };

type Order = {
  /** What items are sorted by. */
  key: SQL;
  /** The column that the key is made of, where the key is an expression. */
  column?: SQL;
  descending: boolean;
  /** A position before every item. */
  start: Cursor;
};

const HIGHEST: Cursor = { key: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

/** How each sort orders items. Each has an index of the items for sale (`db/schema.ts`). */
export const ORDERS: Record<Sort, Order> = {
  newest: { key: sql`offered_at`, descending: true, start: HIGHEST },
  price: { key: sql`sale_price`, descending: false, start: { key: -1, id: -1 } },
  '-price': { key: sql`sale_price`, descending: true, start: HIGHEST },
  name: {
    key: sql`name collate nocase`,
    column: sql`name`,
    descending: false,
    start: { key: '', id: -1 },
  },
};
