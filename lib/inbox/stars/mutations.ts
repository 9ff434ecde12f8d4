import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';

type Star = { memberId: number; itemId: number };

/** An item by its name, and whether the member has starred the item now. */
type Starred = { name: string; starred: boolean };

/** How many items a member can star. */
export const STAR_LIMIT = 500;

/**
 * Stars an item for a member, who then gets notices about the item. A second call changes nothing.
 * @throws AppError ITEM_NOT_FOUND, TOO_MANY_STARS
 */
export async function starItem({ memberId, itemId }: Star): Promise<Starred> {
  const [, found] = await database().write([
    sql`insert or ignore into stars (user_id, item_id)
        select ${memberId}, id from items where id = ${itemId}
          and (select count(*) from stars where user_id = ${memberId}) < ${STAR_LIMIT}`,
    starState(memberId, itemId),
  ]);
  const star = readStar(found?.rows[0]);
  if (!star.starred) throw new AppError('TOO_MANY_STARS', { most: STAR_LIMIT });
  return star;
}

/** Removes the star of a member from an item. @throws AppError ITEM_NOT_FOUND */
export async function unstarItem({ memberId, itemId }: Star): Promise<Starred> {
  const [, found] = await database().write([
    sql`delete from stars where user_id = ${memberId} and item_id = ${itemId}`,
    starState(memberId, itemId),
  ]);
  return readStar(found?.rows[0]);
}

const starState = (memberId: number, itemId: number) =>
  sql`select name, exists (select 1 from stars where user_id = ${memberId} and item_id = items.id)
        as starred
      from items where id = ${itemId}`;

function readStar(row: Record<string, unknown> | undefined): Starred {
  if (!row) throw new AppError('ITEM_NOT_FOUND');
  return { name: String(row.name), starred: Boolean(row.starred) };
}
