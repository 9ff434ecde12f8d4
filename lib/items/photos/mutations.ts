import { type SQL, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { AppError } from '../../errors.ts';
import { hasEditsLeft, MOST_EDITED } from '../edit-limit.ts';
import { may } from '../may.ts';
import { requireOwn } from '../own-item.ts';
import { PHOTO_BYTE_LIMIT, PHOTO_LIMIT, PHOTO_MEGABYTES } from './limits.ts';
import { type Picture, pictureOf } from './picture.ts';
import { drawingQueue } from './queue.ts';

/** An owner, and their item. */
type Owned = { memberId: number; itemId: number };

/** A file as it was sent. */
type SentFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/**
 * Makes photos of files, when it is their turn.
 * @throws AppError TOO_MANY_PHOTOS, PHOTO_TOO_LARGE, PHOTOS_BUSY, and those of `pictureOf`
 */
export async function drawPhotos(files: readonly SentFile[]): Promise<Picture[]> {
  if (files.length > PHOTO_LIMIT) throw new AppError('TOO_MANY_PHOTOS', { most: PHOTO_LIMIT });
  const large = files.find(({ size }) => size > PHOTO_BYTE_LIMIT);
  if (large) throw new AppError('PHOTO_TOO_LARGE', { name: large.name, most: PHOTO_MEGABYTES });
  if (files.length === 0) return [];
  return drawingQueue().run(files.length, async () => {
    const pictures: Picture[] = [];
    for (const file of files) {
      pictures.push(await pictureOf(new Uint8Array(await file.arrayBuffer()), file.name));
    }
    return pictures;
  });
}

/**
 * Statements that put photos behind those an item has, each if the statement before it wrote a row.
 * @param item an expression for the item's id
 */
export function photosFollow(item: SQL, pictures: readonly Picture[]): SQL[] {
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
 * Adds photos behind those that an owner's item has; all of them, or none.
 * @param key the one-time key of the form: with the same key photos are added once
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, TOO_MANY_PHOTOS, TOO_MANY_EDITED
 */
export async function addPhotos(
  { memberId, itemId }: Owned,
  pictures: readonly Picture[],
  key?: string,
): Promise<{ name: string }> {
  const once = key ? `${memberId}:${key}` : null;
  const more = pictures.length;
  const before = sql`(select count(*) from photos where item_id = ${itemId})`;
  const logged = sql`
    insert into item_edits (item_id, user_id, field, before, after, key)
    select id, ${memberId}, 'photos', had, cast(had + ${more} as integer), ${once}
    from (select id, ${before} as had from items
      where id = ${itemId} and ${may.changePhotos.condition(memberId)})
    where had + ${more} <= ${PHOTO_LIMIT} and ${hasEditsLeft(memberId)}
      and not exists (select 1 from item_edits where key = ${once})`;
  const results = await database().write([
    logged,
    ...photosFollow(sql`${itemId}`, pictures),
    sql`select name, ${may.changePhotos.condition(memberId)} as mine, ${before} as had,
          exists (select 1 from item_edits where key = ${once} and item_id = ${itemId}) as done
        from items where id = ${itemId}`,
  ]);
  const row = requireOwn(results.at(-1)?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!results[0]?.rowsAffected && !row.done) {
    const had = Number(row.had);
    if (had + more > PHOTO_LIMIT) throw new AppError('TOO_MANY_PHOTOS', { most: PHOTO_LIMIT, had });
    throw new AppError('TOO_MANY_EDITED', { most: MOST_EDITED });
  }
  return { name: row.name };
}

/**
 * Removes a photo of an owner's item. One that is not there any more is as well as removed.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT
 */
export async function removePhoto(owned: Owned, photo: number): Promise<{ name: string }> {
  const { memberId, itemId } = owned;
  const [, , found] = await database().write([
    sql`${LOG} select id, ${memberId}, 'photos', had, had - 1 from ${ownedWith(owned, photo)}`,
    sql`delete from photos where id = ${photo} and item_id = ${itemId} and changes() = 1`,
    seen(owned, photo),
  ]);
  return { name: requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT').name };
}

/**
 * Has a photo of an owner's item come first, before all others.
 * @throws AppError ITEM_NOT_FOUND, NOT_YOURS_TO_EDIT, PHOTO_NOT_FOUND, TOO_MANY_EDITED
 */
export async function putPhotoFirst(owned: Owned, photo: number): Promise<{ name: string }> {
  const { memberId, itemId } = owned;
  const [, , found] = await database().write([
    sql`${LOG} select id, ${memberId}, 'photos', had, had from ${ownedWith(owned, photo)}
        where ${photo} <> ${firstOf(itemId)} and ${hasEditsLeft(memberId)}`,
    sql`update photos set position = (select min(position) from photos where item_id = ${itemId}) - 1
        where id = ${photo} and changes() = 1`,
    seen(owned, photo),
  ]);
  const row = requireOwn(found?.rows[0], 'NOT_YOURS_TO_EDIT');
  if (!row.there) throw new AppError('PHOTO_NOT_FOUND');
  if (!row.first) throw new AppError('TOO_MANY_EDITED', { most: MOST_EDITED });
  return { name: row.name };
}

// What the log says of photos: how many there were, and are. As many means that another came first.
const LOG = sql`insert into item_edits (item_id, user_id, field, before, after)`;

// The item, if the member may change its photos and this is one of them.
const ownedWith = ({ memberId, itemId }: Owned, photo: number) => sql`(
  select id, (select count(*) from photos where item_id = ${itemId}) as had from items
  where id = ${itemId} and ${may.changePhotos.condition(memberId)}
    and exists (select 1 from photos where id = ${photo} and item_id = ${itemId}))`;

const firstOf = (itemId: number) =>
  sql`(select id from photos where item_id = ${itemId} order by position, id limit 1)`;

const seen = ({ memberId, itemId }: Owned, photo: number) => sql`
  select name, ${may.changePhotos.condition(memberId)} as mine,
    exists (select 1 from photos where id = ${photo} and item_id = ${itemId}) as there,
    ${photo} = ${firstOf(itemId)} as first
  from items where id = ${itemId}`;
