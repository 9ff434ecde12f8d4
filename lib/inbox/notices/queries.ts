import { and, asc, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { prepared } from '@/db/database';
import { items, type NoticeKind, notices, users } from '@/db/schema';
import { type Neighbours, type Position, readPage } from '../../paging.ts';

/** A notice to a member. `amount` is the price paid or the current price, in credits. */
export type Notice = {
  id: number;
  kind: NoticeKind;
  itemId: number;
  itemName: string;
  /** The member who caused the notice. Null = the market. */
  by: string | null;
  amount: number;
  isRead: boolean;
  createdAt: Date;
};

const PAGE_SIZE = 30;

const newest = prepared((orm) =>
  noticesOf(orm, lt(notices.id, sql.placeholder('id')), desc(notices.id)),
);
const oldest = prepared((orm) =>
  noticesOf(orm, gt(notices.id, sql.placeholder('id')), asc(notices.id)),
);

const noticesOf = (orm: Database['orm'], beyond: SQL, order: SQL) =>
  orm
    .select({
      id: notices.id,
      kind: notices.kind,
      itemId: notices.itemId,
      itemName: items.name,
      by: users.username,
      amount: notices.amount,
      readAt: notices.readAt,
      createdAt: notices.createdAt,
    })
    .from(notices)
    .innerJoin(items, eq(items.id, notices.itemId))
    .leftJoin(users, eq(users.id, notices.byUserId))
    .where(and(eq(notices.userId, sql.placeholder('member')), beyond))
    .orderBy(order)
    .limit(sql.placeholder('limit'))
    .prepare();

/** A page of the notices of a member, newest first. */
export async function listNotices(
  member: number,
  position: Position = {},
): Promise<Neighbours & { notices: Notice[] }> {
  const { rows, ...beside } = await readPage(position, PAGE_SIZE, {
    older: (id, limit) => newest().all({ member, id, limit }),
    newer: (id, limit) => oldest().all({ member, id, limit }),
  });
  return {
    notices: rows.map(({ readAt, ...notice }) => ({ ...notice, isRead: readAt !== null })),
    ...beside,
  };
}
