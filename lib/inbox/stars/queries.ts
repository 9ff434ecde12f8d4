import { and, desc, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { items, stars } from '@/db/schema';
import { firstPhotoOf } from '../../items/photos/queries.ts';

/** An item with a star of the member. `salePrice` null = the item is not for sale. */
export type StarredItem = {
  id: number;
  name: string;
  barcode: string;
  price: number;
  salePrice: number | null;
  ownerId: number | null;
  /** The id of the first photo. Null = the item has no photo. */
  photo: number | null;
};

const starsOfMember = prepared((orm) =>
  orm
    .select({
      id: items.id,
      name: items.name,
      barcode: items.barcode,
      price: items.price,
      salePrice: items.salePrice,
      ownerId: items.ownerId,
      photo: firstPhotoOf('items.id'),
    })
    .from(stars)
    .innerJoin(items, eq(items.id, stars.itemId))
    .where(eq(stars.userId, sql.placeholder('member')))
    .orderBy(desc(stars.itemId))
    .prepare(),
);

const starOfMember = prepared((orm) =>
  orm
    .select({ itemId: stars.itemId })
    .from(stars)
    .where(
      and(eq(stars.userId, sql.placeholder('member')), eq(stars.itemId, sql.placeholder('item'))),
    )
    .prepare(),
);

/** The starred items of a member, highest item id first, at most `STAR_LIMIT`. */
export async function listStarred(member: number): Promise<StarredItem[]> {
  return starsOfMember().all({ member });
}

/** Whether a member has starred an item. */
export async function isStarred(member: number, item: number): Promise<boolean> {
  return (await starOfMember().get({ member, item })) !== undefined;
}
