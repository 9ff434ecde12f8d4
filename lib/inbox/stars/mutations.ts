import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';

type Star = { memberId: number; itemId: number };

/** An item by name, and whether the member has marked it now. */
type Marked = { name: string; starred: boolean };

/** How many items one member can mark. */
export const MOST_STARS = 500;

/**
 * Marks an item, to come back to it and to be told of it. Twice is once.
 * @throws AppError ITEM_NOT_FOUND, TOO_MANY_STARS
 */
export async function starItem({ memberId, itemId }: Star): Promise<Marked> {
  const [, found] = await database().write([
    sql`insert or ignore into stars (user_id, item_id)
        select ${memberId}, id from items where id = ${itemId}
          and (select count(*) from stars where user_id = ${memberId}) < ${MOST_STARS}`,
    named(memberId, itemId),
  ]);
  const marked = markedOf(found?.rows[0]);
  if (!marked.starred) throw new AppError('TOO_MANY_STARS', { most: MOST_STARS });
  return marked;
}

/** Takes the mark away. @throws AppError ITEM_NOT_FOUND */
export async function unstarItem({ memberId, itemId }: Star): Promise<Marked> {
  const [, found] = await database().write([
    sql`delete from stars where user_id = ${memberId} and item_id = ${itemId}`,
    named(memberId, itemId),
  ]);
  return markedOf(found?.rows[0]);
}

const named = (memberId: number, itemId: number) =>
  sql`select name, exists (select 1 from stars where user_id = ${memberId} and item_id = items.id)
        as starred
      from items where id = ${itemId}`;

function markedOf(row: Record<string, unknown> | undefined): Marked {
  if (!row) throw new AppError('ITEM_NOT_FOUND');
  return { name: String(row.name), starred: Boolean(row.starred) };
}
