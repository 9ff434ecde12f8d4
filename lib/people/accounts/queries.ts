import { and, asc, desc, eq, getTableColumns, gt } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { itemEdits, items, notices, photos, sessions, stars, users } from '@/db/schema';

// Every column of an item that says something about the item, and none that the market keeps for itself.
const { ownerId, addedBy, addedKey, offeredAt, salePrice, createdAt, ...exportedItemColumns } =
  getTableColumns(items);

/** What the market gets when the account is closed: a number of items, and credits. */
export type Belongings = { items: number; credits: number };

/** The belongings of a member; zeros when there is no such member. */
export async function getBelongings(memberId: number): Promise<Belongings> {
  const { orm } = database();
  const [member] = await orm
    .select({
      credits: users.budget,
      items: orm.$count(items, eq(items.ownerId, memberId)),
    })
    .from(users)
    .where(eq(users.id, memberId));
  return member ?? { items: 0, credits: 0 };
}

/** All stored data of a member, except transfers, the password hash and tokens. */
export async function getOwnData(memberId: number) {
  const { orm } = database();
  const [profile, ownItems, ownPhotos, edits, openSessions, starred, inbox] = await Promise.all([
    orm
      .select({
        id: users.id,
        username: users.username,
        email: users.email,
        budget: users.budget,
        creditWord: users.creditWord,
        creditWords: users.creditWords,
        marketSeenAt: users.marketSeenAt,
        createdAt: users.createdAt,
      })
      .from(users)
      .where(eq(users.id, memberId)),
    orm
      .select(exportedItemColumns)
      .from(items)
      .where(eq(items.ownerId, memberId))
      .orderBy(asc(items.id)),
    orm
      .select({ id: photos.id, itemId: photos.itemId })
      .from(items)
      .innerJoin(photos, eq(photos.itemId, items.id))
      .where(eq(items.ownerId, memberId))
      .orderBy(asc(items.id), asc(photos.position), asc(photos.id)),
    orm
      .select({
        itemId: itemEdits.itemId,
        field: itemEdits.field,
        before: itemEdits.before,
        after: itemEdits.after,
        createdAt: itemEdits.createdAt,
      })
      .from(itemEdits)
      .where(eq(itemEdits.userId, memberId))
      .orderBy(asc(itemEdits.createdAt), asc(itemEdits.id)),
    orm
      .select({
        device: sessions.device,
        lastUsedAt: sessions.lastUsedAt,
        expires: sessions.expires,
        createdAt: sessions.createdAt,
      })
      .from(sessions)
      .where(and(eq(sessions.userId, memberId), gt(sessions.expires, now)))
      .orderBy(desc(sessions.createdAt)),
    orm
      .select({ itemId: stars.itemId, name: items.name, createdAt: stars.createdAt })
      .from(stars)
      .innerJoin(items, eq(items.id, stars.itemId))
      .where(eq(stars.userId, memberId)),
    orm
      .select({
        kind: notices.kind,
        itemId: notices.itemId,
        amount: notices.amount,
        readAt: notices.readAt,
        createdAt: notices.createdAt,
      })
      .from(notices)
      .where(eq(notices.userId, memberId))
      .orderBy(asc(notices.id)),
  ]);
  const photosByItem = new Map<number, number[]>();
  for (const { id, itemId } of ownPhotos) {
    photosByItem.set(itemId, [...(photosByItem.get(itemId) ?? []), id]);
  }
  return {
    profile: profile[0] ?? null,
    items: ownItems.map((item) => ({ ...item, photos: photosByItem.get(item.id) ?? [] })),
    itemEdits: edits,
    sessions: openSessions,
    stars: starred,
    notices: inbox,
  };
}
