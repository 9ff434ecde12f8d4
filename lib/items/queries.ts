import { and, asc, count, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { database, prepared } from '@/db/database';
import { items, users } from '@/db/schema';
import { type Neighbours, type Position, readPage } from '../paging.ts';
import { firstPhotoOf } from './photos/queries.ts';

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
  /** The id of its first photo, if it has any. */
  photo: number | null;
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

/** A page of items, newest first. */
export type ItemPage = Neighbours & { items: ListedItem[] };

const PAGE_SIZE = 24;

/** The columns of a `ListedItem`. */
export const listedColumns = {
  id: items.id,
  name: items.name,
  price: items.price,
  barcode: items.barcode,
  soldFor: items.soldFor,
  askingPrice: items.askingPrice,
  photo: firstPhotoOf('items.id'),
};

const itemColumns = {
  ...listedColumns,
  description: items.description,
  category: items.category,
  salePrice: items.salePrice,
  ownerId: items.ownerId,
  ownerName: users.username,
};

const ownedBy = eq(items.ownerId, sql.placeholder('owner'));
const older = lt(items.id, sql.placeholder('id'));
const newer = gt(items.id, sql.placeholder('id'));
const limit = sql.placeholder('limit');

const ownedOlder = prepared((orm) =>
  orm
    .select(listedColumns)
    .from(items)
    .where(and(ownedBy, older))
    .orderBy(desc(items.id))
    .limit(limit)
    .prepare(),
);
const ownedNewer = prepared((orm) =>
  orm
    .select(listedColumns)
    .from(items)
    .where(and(ownedBy, newer))
    .orderBy(asc(items.id))
    .limit(limit)
    .prepare(),
);
const ownedCount = prepared((orm) =>
  orm.select({ owned: count() }).from(items).where(ownedBy).prepare(),
);
const itemById = prepared((orm) =>
  orm
    .select(itemColumns)
    .from(items)
    .leftJoin(users, eq(users.id, items.ownerId))
    .where(eq(items.id, sql.placeholder('id')))
    .prepare(),
);

/** A page of what a member owns. */
export async function listOwned(
  owner: number,
  position: Position = {},
  size = PAGE_SIZE,
): Promise<ItemPage> {
  const { rows, ...beside } = await readPage(position, size, {
    older: (id, limit) => ownedOlder().all({ owner, id, limit }),
    newer: (id, limit) => ownedNewer().all({ owner, id, limit }),
  });
  return { items: rows, ...beside };
}

/** How many items a member owns. */
export async function countOwned(owner: number): Promise<number> {
  return (await ownedCount().get({ owner }))?.owned ?? 0;
}

/** One item, or null when there is none of that id. */
export async function getItem(id: number): Promise<Item | null> {
  return (await itemById().get({ id })) ?? null;
}

/** All items, oldest first, for the command line. */
export async function listItems(): Promise<Item[]> {
  return database()
    .orm.select(itemColumns)
    .from(items)
    .leftJoin(users, eq(users.id, items.ownerId))
    .orderBy(asc(items.id));
}
