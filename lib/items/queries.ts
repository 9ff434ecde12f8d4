import { and, asc, count, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { database, prepared } from '@/db/database';
import { items, users } from '@/db/schema';

/**
 * An item as a card shows it. `soldFor` is what the market pays to take it back, if it does;
 * `askingPrice` what its owner asks for it, if it is offered.
 */
export type ListedItem = {
  id: number;
  name: string;
  price: number;
  barcode: string;
  soldFor: number | null;
  askingPrice: number | null;
};

/** An item with all that its own page tells. */
export type Item = ListedItem & {
  description: string;
  category: string | null;
  /** What it costs whoever buys it; null = it is not for sale. */
  salePrice: number | null;
  ownerId: number | null;
  ownerName: string | null;
};

/** A page of a list, newest first; `older` and `newer` are the ids to go on from, or null at an end. */
export type Page = { items: ListedItem[]; older: number | null; newer: number | null };

/** Where a page starts: below an id (older items), or above one (newer), or at the newest. */
export type Position = { before?: number | undefined; after?: number | undefined };

export const PAGE_SIZE = 24;

const listed = {
  id: items.id,
  name: items.name,
  price: items.price,
  barcode: items.barcode,
  soldFor: items.soldFor,
  askingPrice: items.askingPrice,
};

const whole = {
  ...listed,
  description: items.description,
  category: items.category,
  salePrice: items.salePrice,
  ownerId: items.ownerId,
  ownerName: users.username,
};

const forSale = isNull(items.ownerId);
const ownedBy = eq(items.ownerId, sql.placeholder('owner'));
const older = lt(items.id, sql.placeholder('id'));
const newer = gt(items.id, sql.placeholder('id'));
const oneMore = sql.placeholder('limit');

const saleOlder = prepared((orm) =>
  orm
    .select(listed)
    .from(items)
    .where(and(forSale, older))
    .orderBy(desc(items.id))
    .limit(oneMore)
    .prepare(),
);
const saleNewer = prepared((orm) =>
  orm
    .select(listed)
    .from(items)
    .where(and(forSale, newer))
    .orderBy(asc(items.id))
    .limit(oneMore)
    .prepare(),
);
const ownedOlder = prepared((orm) =>
  orm
    .select(listed)
    .from(items)
    .where(and(ownedBy, older))
    .orderBy(desc(items.id))
    .limit(oneMore)
    .prepare(),
);
const ownedNewer = prepared((orm) =>
  orm
    .select(listed)
    .from(items)
    .where(and(ownedBy, newer))
    .orderBy(asc(items.id))
    .limit(oneMore)
    .prepare(),
);
const ownedCount = prepared((orm) =>
  orm.select({ owned: count() }).from(items).where(ownedBy).prepare(),
);
const oneItem = prepared((orm) =>
  orm
    .select(whole)
    .from(items)
    .leftJoin(users, eq(users.id, items.ownerId))
    .where(eq(items.id, sql.placeholder('id')))
    .prepare(),
);

/** A page of what the market has for sale. */
export async function listForSale(position: Position = {}, size = PAGE_SIZE): Promise<Page> {
  return readPage(saleOlder(), saleNewer(), {}, position, size);
}

/** A page of what a member owns. */
export async function listOwned(
  owner: number,
  position: Position = {},
  size = PAGE_SIZE,
): Promise<Page> {
  return readPage(ownedOlder(), ownedNewer(), { owner }, position, size);
}

/** How many items a member owns. */
export async function countOwned(owner: number): Promise<number> {
  return (await ownedCount().get({ owner }))?.owned ?? 0;
}

/** One item, or null when there is none of that id. */
export async function getItem(id: number): Promise<Item | null> {
  return (await oneItem().get({ id })) ?? null;
}

/** All items, oldest first, for the command line. */
export async function listItems(): Promise<Item[]> {
  return database()
    .orm.select(whole)
    .from(items)
    .leftJoin(users, eq(users.id, items.ownerId))
    .orderBy(asc(items.id));
}

type Listing = { all(values: Record<string, unknown>): Promise<ListedItem[]> };

// One row more than a page is read, to know whether there is another.
async function readPage(
  downwards: Listing,
  upwards: Listing,
  scope: Record<string, number>,
  { before, after }: Position,
  size: number,
): Promise<Page> {
  if (after !== undefined) {
    const rows = await upwards.all({ ...scope, id: after, limit: size + 1 });
    const page = rows.slice(0, size).reverse();
    return {
      items: page,
      older: page.at(-1)?.id ?? null,
      newer: rows.length > size ? (page[0]?.id ?? null) : null,
    };
  }
  const rows = await downwards.all({
    ...scope,
    id: before ?? Number.MAX_SAFE_INTEGER,
    limit: size + 1,
  });
  const page = rows.slice(0, size);
  return {
    items: page,
    older: rows.length > size ? (page.at(-1)?.id ?? null) : null,
    newer: before === undefined ? null : (page[0]?.id ?? null),
  };
}
