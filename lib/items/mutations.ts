import { randomUUID } from 'node:crypto';
import { type SQL, sql } from 'drizzle-orm';
import { ago, nowAsText } from '@/db/clock';
import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { categories, items, settings } from '@/db/schema';
import { DAY_MS } from '../dates.ts';
import { AppError } from '../errors.ts';
import { freeBarcode, NUMBERS_TRIED } from './barcodes/in-house.ts';
import { DAILY_EDIT_LIMIT, isBelowEditLimit } from './edit-limit.ts';
import { may } from './may.ts';
import { requireOwn } from './own-item.ts';
import { insertPhotos } from './photos/mutations.ts';
import type { Picture } from './photos/picture.ts';
import { ITEM_FIELDS, type ItemFields, type NewItem, newItemSchema } from './validation.ts';

/** How many numbers are tried to find a free barcode for an added item. */
const BARCODE_NUMBER_LIMIT = 10_000;

/** How many items a member can add within 24 hours. */
export const DAILY_ADDITION_LIMIT = 200;

/** An item that a member adds. */
type ItemAddition = ItemFields & {
  memberId: number;
  /** In credits, at least 1. */
  askingPrice: number;
  /** Whether the item is for sale immediately. */
  offered: boolean;
  /** The one-time key of the form. A second form with the same key adds no second item. */
  key?: string | undefined;
  photos?: readonly Picture[];
};

/** The new texts of an item. */
type ItemEdit = ItemFields & { memberId: number; itemId: number };

/**
 * Adds the first items and their categories to a new market. A second call adds nothing, because an
 * operator may have emptied the market on purpose.
 * @returns whether this call added the items
 */
export async function stockNewMarket(stock: readonly NewItem[]): Promise<boolean> {
  const { orm, write } = database();
  const rows = stock.map((item) => newItemSchema.parse(item));
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
 * Adds an item that belongs to the member. The market makes its barcode. The market does not take the
 * item back, because the market never sold the item.
 *
 * @returns the id of the item; with a key that was used before, the id of the item added then
 * @throws AppError TOO_MANY_ADDED, UNKNOWN_CATEGORY, KEY_REUSED
 */
export async function addItem(addition: ItemAddition): Promise<{ itemId: number }> {
  const [last] = await database().orm.all<{ id: number }>(
    sql`select coalesce(max(id), 0) as id from items`,
  );
  const next = (last?.id ?? 0) + 1;
  for (let number = next; ; number += NUMBERS_TRIED) {
    try {
      return await addNumbered(number, addition);
    } catch (error) {
      // Items have all the barcodes from this number on. The next numbers may have a free barcode.
      const isTaken = refusedBy(error) === 'items.barcode';
      if (!isTaken || number >= next + BARCODE_NUMBER_LIMIT) throw error;
    }
  }
}

async function addNumbered(number: number, addition: ItemAddition): Promise<{ itemId: number }> {
  const { memberId, name, category, askingPrice, offered, photos = [] } = addition;
  const fields = columnsOf(addition);
  const key = `${memberId}:${addition.key ?? randomUUID()}`;
  const results = await database().write([
    sql`insert into items (${list(fields, ({ column }) => column)}, price, asking_price, barcode,
          owner_id, added_by, added_key)
        select ${list(fields, ({ value }) => sql`${value}`)}, ${askingPrice},
          ${offered ? askingPrice : null}, ${freeBarcode(number)}, ${memberId}, ${memberId}, ${key}
        where ${isCategory(category)}
          and (select count(*) from items where added_by = ${memberId}
            and created_at > ${ago(DAY_MS)}) < ${DAILY_ADDITION_LIMIT}
          and not exists (select 1 from items where added_key = ${key})`,
    ...insertPhotos(sql`(select id from items where added_key = ${key})`, photos),
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
  throw new AppError('TOO_MANY_ADDED', { most: DAILY_ADDITION_LIMIT });
}

/**
 * Changes the fields of an owner's item. The same transaction logs each field that changes. If no field
 * changes, nothing is written.
 *
 * @returns whether a field was changed
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, UNKNOWN_CATEGORY, TOO_MANY_EDITED
 */
export async function editItem(edit: ItemEdit): Promise<{ changed: boolean }> {
  const { memberId, itemId, category } = edit;
  const fields = columnsOf(edit);
  const changeable = sql`items.id = ${itemId} and ${may.edit.condition(memberId)} and ${isCategory(category)}
    and ${isBelowEditLimit(memberId)}`;
  const differs = ({ column, value }: Column) => sql`${column} is not ${value}`;
  const edits = fields.map(
    (field) => sql`
        select id, ${memberId}, ${field.name}, coalesce(${field.column}, ''), ${field.value ?? ''}
        from items where ${changeable} and ${differs(field)}`,
  );
  const [logged, , found] = await database().write([
    sql`insert into item_edits (item_id, user_id, field, before, after)
        ${sql.join(edits, sql` union all `)}`,
    sql`update items set ${list(fields, ({ column, value }) => sql`${column} = ${value}`)}
        where id = ${itemId} and changes() > 0`,
    sql`select name, ${may.edit.condition(memberId)} as mine, ${isCategory(category)} as known,
          ${sql.join(fields.map(differs), sql` or `)} as differs from items where id = ${itemId}`,
  ]);
  const row = requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!row.known) throw new AppError('UNKNOWN_CATEGORY');
  // All other conditions hold here, so only the daily limit can have refused the edit.
  if (row.differs) throw new AppError('TOO_MANY_EDITED', { most: DAILY_EDIT_LIMIT });
  return { changed: Boolean(logged?.rowsAffected) };
}

type Column = { name: string; column: SQL; value: string | null };

function columnsOf(fields: ItemFields): Column[] {
  return ITEM_FIELDS.map((name) => ({
    name,
    column: sql`${sql.identifier(name)}`,
    value: fields[name],
  }));
}

const list = (columns: readonly Column[], part: (column: Column) => SQL) =>
  sql.join(columns.map(part), sql`, `);

const isCategory = (name: string | null) =>
  sql`(${name} is null or exists (select 1 from categories where name = ${name}))`;
