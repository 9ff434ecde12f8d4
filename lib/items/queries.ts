import { and, asc, count, desc, eq, gt, lt, sql } from 'drizzle-orm';
import { database, prepared } from '@/db/database';
import { items } from '@/db/schema';
import { type Neighbours, type Position, readPage } from '../paging.ts';
import { firstPhotoOf } from './photos/queries.ts';
import { ITEM_FIELDS, type ItemFields } from './validation.ts';

/** An item as every list of items has it. All prices are in credits. */
export type ListedItem = {
  id: number;
  name: string;
  barcode: string;
  /** The id of the first photo. Null = the item has no photo. */
  photo: number | null;
  /** Null = the market owns the item. */
  ownerId: number | null;
  ownerName: string | null;
  /** The price of the market, or of a member's item the last price that was asked for it. */
  price: number;
  /** What a buyer pays now. Null = the item is not for sale. */
  salePrice: number | null;
  /** What the owner asks for the item. Null = the owner does not offer it. */
  askingPrice: number | null;
  /** What the market pays to take the item back. Null = the market does not take it back. */
  soldFor: number | null;
};

/** An item with all fields of its page. */
export type Item = ListedItem & ItemFields;

/** A page of items, newest first. */
export type ItemPage = Neighbours & { items: ListedItem[] };

const PAGE_SIZE = 24;

/** The columns of a `ListedItem`. */
export const listedColumns = {
  id: items.id,
  name: items.name,
  barcode: items.barcode,
  photo: firstPhotoOf('items.id'),
  ownerId: items.ownerId,
  ownerName: sql<string | null>`(select username from users where users.id = ${items.ownerId})`,
  price: items.price,
  salePrice: items.salePrice,
  askingPrice: items.askingPrice,
  soldFor: items.soldFor,
};

const fieldColumns = Object.fromEntries(ITEM_FIELDS.map((field) => [field, items[field]])) as Pick<
  typeof items,
  keyof ItemFields
>;

const itemColumns = { ...listedColumns, ...fieldColumns };

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
    .where(eq(items.id, sql.placeholder('id')))
    .prepare(),
);

/**
 * A page of the items that a member owns, newest first.
 * @param size how many items a page has
 */
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

/** The item with this id, or null. */
export async function getItem(id: number): Promise<Item | null> {
  return (await itemById().get({ id })) ?? null;
}

/** All items, oldest first. Only the command line needs the whole list. */
export async function listItems(): Promise<Item[]> {
  return database().orm.select(itemColumns).from(items).orderBy(asc(items.id));
}
