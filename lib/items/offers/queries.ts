import { and, asc, desc, eq, gt, isNotNull, lt, type SQL } from 'drizzle-orm';
import { database } from '@/db/database';
import { items } from '@/db/schema';
import { type Position, readPage } from '../../paging.ts';
import { type ItemPage, type ListedItem, listedColumns } from '../queries.ts';

const PAGE_SIZE = 24;

/**
 * A page of the items that a member offers, newest first.
 * @param size how many items a page has
 */
export async function listOffersOf(
  memberId: number,
  position: Position = {},
  size = PAGE_SIZE,
): Promise<ItemPage> {
  const { rows, ...beside } = await readPage(position, size, {
    older: (id, limit) => offersOf(memberId, lt(items.id, id), desc(items.id), limit),
    newer: (id, limit) => offersOf(memberId, gt(items.id, id), asc(items.id), limit),
  });
  return { items: rows, ...beside };
}

function offersOf(memberId: number, beyond: SQL, order: SQL, limit: number): Promise<ListedItem[]> {
  return database()
    .orm.select(listedColumns)
    .from(items)
    .where(and(eq(items.ownerId, memberId), beyond, isNotNull(items.askingPrice)))
    .orderBy(order)
    .limit(limit);
}
