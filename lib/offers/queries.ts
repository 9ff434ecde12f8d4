import { and, desc, eq, isNotNull, lt, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { items } from '@/db/schema';
import type { ListedItem } from '../items/queries.ts';
import { firstPhotoOf } from '../photos/queries.ts';

/** What a member offers, newest first; `older` is the id to go on from, or null at the end. */
export type OffersPage = { items: ListedItem[]; older: number | null };

export const PAGE_SIZE = 24;

/** A page of what a member offers to the others, each at its asking price. */
export async function listOffersOf(
  memberId: number,
  before: number = Number.MAX_SAFE_INTEGER,
  size = PAGE_SIZE,
): Promise<OffersPage> {
  const rows = await database()
    .orm.select({
      id: items.id,
      name: items.name,
      price: sql<number>`${items.askingPrice}`,
      barcode: items.barcode,
      soldFor: items.soldFor,
      askingPrice: items.askingPrice,
      photo: firstPhotoOf('items.id'),
    })
    .from(items)
    .where(and(eq(items.ownerId, memberId), lt(items.id, before), isNotNull(items.askingPrice)))
    .orderBy(desc(items.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return { items: page, older: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}
