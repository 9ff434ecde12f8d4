import { type SQL, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';
import { DAILY_EDIT_LIMIT, isBelowEditLimit } from '../edit-limit.ts';
import { may } from '../may.ts';
import { requireOwn } from '../own-item.ts';
import { PHOTO_BYTE_LIMIT, PHOTO_LIMIT, PHOTO_MEGABYTES } from './limits.ts';
import { convertPhoto, type Picture } from './picture.ts';
import { photoQueue } from './queue.ts';

/** A member and an item. */
type Owned = { memberId: number; itemId: number };

/** An uploaded file. */
type SentFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/**
 * Converts uploaded files to photos, in the same order. Waits in the queue of the process.
 * @param files at most `PHOTO_LIMIT`
 * @throws AppError TOO_MANY_PHOTOS, PHOTO_TOO_LARGE, PHOTOS_BUSY, and the codes of `convertPhoto`
 */
export async function convertPhotos(files: readonly SentFile[]): Promise<Picture[]> {
  if (files.length > PHOTO_LIMIT) throw new AppError('TOO_MANY_PHOTOS', { most: PHOTO_LIMIT });
  const large = files.find(({ size }) => size > PHOTO_BYTE_LIMIT);
  if (large) throw new AppError('PHOTO_TOO_LARGE', { name: large.name, most: PHOTO_MEGABYTES });
  if (files.length === 0) return [];
  return photoQueue().run(files.length, async () => {
    const pictures: Picture[] = [];
    for (const file of files) {
      pictures.push(await convertPhoto(new Uint8Array(await file.arrayBuffer()), file.name));
    }
    return pictures;
  });
}

/**
 * SQL statements that add photos after the last photo of an item. Each statement runs only if the
 * statement before it changed exactly one row.
 * @param item an SQL expression for the id of the item
 */
export function insertPhotos(item: SQL, pictures: readonly Picture[]): SQL[] {
  return pictures.map(
    ({ width, height, large, small }) =>
      sql`insert into photos (item_id, position, width, height, large, small)
          select ${item},
            coalesce((select max(position) from photos where item_id = ${item}), -1) + 1,
            ${width}, ${height}, ${large}, ${small}
          where changes() = 1`,
  );
}

/**
 * Adds photos after the last photo of an owner's item: all of them or none.
 * @param key the one-time key of the form; a second call with the same key adds nothing
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, TOO_MANY_PHOTOS, TOO_MANY_EDITED
 */
export async function addPhotos(
  { memberId, itemId }: Owned,
  pictures: readonly Picture[],
  key?: string,
): Promise<{ name: string }> {
  const formKey = key ? `${memberId}:${key}` : null;
  const more = pictures.length;
  const before = sql`(select count(*) from photos where item_id = ${itemId})`;
  const logged = sql`
    insert into item_edits (item_id, user_id, field, before, after, key)
    select id, ${memberId}, 'photos', had, cast(had + ${more} as integer), ${formKey}
    from (select id, ${before} as had from items
      where id = ${itemId} and ${may.changePhotos.condition(memberId)})
    where had + ${more} <= ${PHOTO_LIMIT} and ${isBelowEditLimit(memberId)}
      and not exists (select 1 from item_edits where key = ${formKey})`;
  const results = await database().write([
    logged,
    ...insertPhotos(sql`${itemId}`, pictures),
    sql`select name, ${may.changePhotos.condition(memberId)} as mine, ${before} as had,
          exists (select 1 from item_edits where key = ${formKey} and item_id = ${itemId}) as done
        from items where id = ${itemId}`,
  ]);
  const row = requireOwn(results.at(-1)?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!results[0]?.rowsAffected && !row.done) {
    const had = Number(row.had);
    if (had + more > PHOTO_LIMIT) throw new AppError('TOO_MANY_PHOTOS', { most: PHOTO_LIMIT, had });
    throw new AppError('TOO_MANY_EDITED', { most: DAILY_EDIT_LIMIT });
  }
  return { name: row.name };
}

/**
 * Removes a photo of an owner's item. A photo that does not exist counts as removed.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT
 */
export async function removePhoto(owned: Owned, photo: number): Promise<{ name: string }> {
  const { memberId, itemId } = owned;
  const [, , found] = await database().write([
    sql`${INSERT_EDIT} select id, ${memberId}, 'photos', had, had - 1 from ${itemWithPhoto(owned, photo)}`,
    sql`delete from photos where id = ${photo} and item_id = ${itemId} and changes() = 1`,
    photoState(owned, photo),
  ]);
  return { name: requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT').name };
}

/**
 * Moves a photo of an owner's item to the first position.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, PHOTO_NOT_FOUND, TOO_MANY_EDITED
 */
export async function putPhotoFirst(owned: Owned, photo: number): Promise<{ name: string }> {
  const { memberId, itemId } = owned;
  const [, , found] = await database().write([
    sql`${INSERT_EDIT} select id, ${memberId}, 'photos', had, had from ${itemWithPhoto(owned, photo)}
        where ${photo} <> ${firstPhotoId(itemId)} and ${isBelowEditLimit(memberId)}`,
    sql`update photos set position = (select min(position) from photos where item_id = ${itemId}) - 1
        where id = ${photo} and changes() = 1`,
    photoState(owned, photo),
  ]);
  const row = requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!row.there) throw new AppError('PHOTO_NOT_FOUND');
  if (!row.first) throw new AppError('TOO_MANY_EDITED', { most: DAILY_EDIT_LIMIT });
  return { name: row.name };
}

// The log holds the number of photos before and after. Equal numbers mean a new first photo.
const INSERT_EDIT = sql`insert into item_edits (item_id, user_id, field, before, after)`;

// A subquery: the item, if the member may change its photos and the photo belongs to the item.
const itemWithPhoto = ({ memberId, itemId }: Owned, photo: number) => sql`(
  select id, (select count(*) from photos where item_id = ${itemId}) as had from items
  where id = ${itemId} and ${may.changePhotos.condition(memberId)}
    and exists (select 1 from photos where id = ${photo} and item_id = ${itemId}))`;

const firstPhotoId = (itemId: number) =>
  sql`(select id from photos where item_id = ${itemId} order by position, id limit 1)`;

const photoState = ({ memberId, itemId }: Owned, photo: number) => sql`
  select name, ${may.changePhotos.condition(memberId)} as mine,
    exists (select 1 from photos where id = ${photo} and item_id = ${itemId}) as there,
    ${photo} = ${firstPhotoId(itemId)} as first
  from items where id = ${itemId}`;
