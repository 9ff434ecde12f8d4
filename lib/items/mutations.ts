import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { ago, nowAsText } from '@/db/clock';
import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { categories, items, settings } from '@/db/schema';
import { A_DAY } from '../dates.ts';
import { AppError } from '../errors.ts';
import { inHouseBarcode } from './barcodes/in-house.ts';
import { hasEditsLeft, MOST_EDITED } from './edit-limit.ts';
import { may } from './may.ts';
import { requireOwn } from './own-item.ts';
import { photosFollow } from './photos/mutations.ts';
import type { Picture } from './photos/picture.ts';
import { type NewItem, newItem } from './validation.ts';

/** How many items a member can add within a day. */
export const MOST_ADDED = 200;

/** What a member brings to the market. */
type Addition = {
  memberId: number;
  name: string;
  description: string;
  /** Null = none. */
  category: string | null;
  /** In credits. */
  askingPrice: number;
  /** Whether it is for sale at once. */
  offered: boolean;
  /** The one-time key of the form: with the same key the same item is added once. */
  key?: string | undefined;
  photos?: readonly Picture[];
};

/** What an owner's item is to say of itself. */
type Edit = {
  memberId: number;
  itemId: number;
  name: string;
  description: string;
  category: string | null;
};

/**
 * Stocks a new market, with the categories of its items, once in its life: later, an empty market is
 * what its operator made of it.
 * @returns whether it was the first time
 */
export async function stockNewMarket(stock: readonly NewItem[]): Promise<boolean> {
  const { orm, write } = database();
  const rows = stock.map((item) => newItem.parse(item));
  const kinds = new Set(rows.flatMap(({ category }) => category ?? []));
  try {
    await write([
      orm.insert(settings).values({ name: 'stocked_at', value: nowAsText }),
      ...Array.from(kinds, (name) => orm.insert(categories).values({ name }).onConflictDoNothing()),
      ...rows.map((row) => orm.insert(items).values(row)),
    ]);
    return true;
  } catch (error) {
    if (refusedBy(error) === 'settings.name') return false;
    throw error;
  }
}

/**
 * Adds an item that a member brings and owns, under a barcode of the market's making. The market
 * has never sold it, so it never pays for it.
 *
 * @throws AppError TOO_MANY_ADDED, UNKNOWN_CATEGORY, KEY_REUSED
 */
export async function addItem(addition: Addition): Promise<{ itemId: number }> {
  const { memberId, name, description, category, askingPrice, offered, photos = [] } = addition;
  const key = `${memberId}:${addition.key ?? randomUUID()}`;
  const results = await database().write([
    sql`insert into items (name, description, category, price, asking_price, barcode, owner_id,
          added_by, added_key)
        select ${name}, ${description}, ${category}, ${askingPrice},
          ${offered ? askingPrice : null}, ${inHouseBarcode}, ${memberId}, ${memberId}, ${key}
        where ${isCategory(category)}
          and (select count(*) from items where added_by = ${memberId}
            and created_at > ${ago(A_DAY)}) < ${MOST_ADDED}
          and not exists (select 1 from items where added_key = ${key})`,
    ...photosFollow(sql`(select id from items where added_key = ${key})`, photos),
    sql`select id, name from items where added_key = ${key}`,
    sql`select ${isCategory(category)} as known`,
  ]);
  const [added, found] = results.slice(-2);
  const done = added?.rows[0];
  if (done) {
    if (done.name !== name) throw new AppError('KEY_REUSED');
    return { itemId: Number(done.id) };
  }
  if (!found?.rows[0]?.known) throw new AppError('UNKNOWN_CATEGORY');
  throw new AppError('TOO_MANY_ADDED', { most: MOST_ADDED });
}

/**
 * Changes what an owner's item says of itself. Every field that is another than before is logged in
 * the same step; without one, nothing happens.
 *
 * @returns whether anything was changed
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, UNKNOWN_CATEGORY, TOO_MANY_EDITED
 */
export async function editItem(edit: Edit): Promise<{ changed: boolean }> {
  const { memberId, itemId, name, description, category } = edit;
  const changeable = sql`items.id = ${itemId} and ${may.edit.condition(memberId)} and ${isCategory(category)}
    and ${hasEditsLeft(memberId)}`;
  const differs = sql`name <> ${name} or category is not ${category} or description <> ${description}`;
  const [logged, , found] = await database().write([
    sql`insert into item_edits (item_id, user_id, field, before, after)
        select id, ${memberId}, 'name', name, ${name} from items where ${changeable} and name <> ${name}
        union all
        select id, ${memberId}, 'category', coalesce(category, ''), ${category ?? ''} from items
          where ${changeable} and category is not ${category}
        union all
        select id, ${memberId}, 'description', description, ${description} from items
          where ${changeable} and description <> ${description}`,
    sql`update items set name = ${name}, description = ${description}, category = ${category}
        where id = ${itemId} and changes() > 0`,
    sql`select name, ${may.edit.condition(memberId)} as mine, ${isCategory(category)} as known,
          ${differs} as differs from items where id = ${itemId}`,
  ]);
  const row = requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!row.known) throw new AppError('UNKNOWN_CATEGORY');
  // Nothing but their number can have stood in the way of these changes.
  if (row.differs) throw new AppError('TOO_MANY_EDITED', { most: MOST_EDITED });
  return { changed: Boolean(logged?.rowsAffected) };
}

const isCategory = (name: string | null) =>
  sql`(${name} is null or exists (select 1 from categories where name = ${name}))`;
