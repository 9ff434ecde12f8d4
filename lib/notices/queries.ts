import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { items, type NoticeKind, notices, users } from '@/db/schema';

/** Something a member is told. `amount` in credits: what was paid, or what it costs now. */
export type Notice = {
  id: number;
  kind: NoticeKind;
  itemId: number;
  itemName: string;
  /** Whose doing it was, if a member's. */
  by: string | null;
  amount: number;
  isRead: boolean;
  createdAt: Date;
};

const PAGE_SIZE = 30;

const ofMember = prepared((orm) =>
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
    .where(
      and(eq(notices.userId, sql.placeholder('member')), lt(notices.id, sql.placeholder('before'))),
    )
    .orderBy(desc(notices.id))
    .limit(PAGE_SIZE + 1)
    .prepare(),
);

/**
 * A page of what a member is told, newest first.
 * @param before the id above the first; without it, the newest
 * @returns `older`: the id to go on from, or null at the end
 */
export async function listNotices(
  member: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<{ notices: Notice[]; older: number | null }> {
  const rows = await ofMember().all({ member, before });
  const page = rows.slice(0, PAGE_SIZE);
  return {
    notices: page.map(({ readAt, ...notice }) => ({ ...notice, isRead: readAt !== null })),
    older: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null,
  };
}
