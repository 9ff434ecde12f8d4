import { and, desc, eq, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { items, stars } from '@/db/schema';
import { type ListedItem, listedColumns } from '../../items/queries.ts';

const starsOfMember = prepared((orm) =>
  orm
    .select(listedColumns)
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
export async function listStarred(member: number): Promise<ListedItem[]> {
  return starsOfMember().all({ member });
}

/** Whether a member has starred an item. */
export async function isStarred(member: number, item: number): Promise<boolean> {
  return (await starOfMember().get({ member, item })) !== undefined;
}
