import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { photos } from '@/db/schema';
import type { PhotoSize } from './sizes.ts';

/** A photo of an item. `width` and `height` of the large size are in pixels. */
export type Photo = { id: number; width: number; height: number };

const photosOfItem = prepared((orm) =>
  orm
    .select({ id: photos.id, width: photos.width, height: photos.height })
    .from(photos)
    .where(eq(photos.itemId, sql.placeholder('item')))
    .orderBy(asc(photos.position), asc(photos.id))
    .prepare(),
);
const photoById = {
  small: prepared((orm) => orm.select({ webp: photos.small }).from(photos).where(byId()).prepare()),
  large: prepared((orm) => orm.select({ webp: photos.large }).from(photos).where(byId()).prepare()),
};

function byId(): SQL {
  return eq(photos.id, sql.placeholder('id'));
}

/** The photos of an item, in their order. */
export async function listPhotos(item: number): Promise<Photo[]> {
  return photosOfItem().all({ item });
}

/** The photo with this id as WebP, or null. */
export async function getPicture(id: number, size: PhotoSize): Promise<Buffer | null> {
  return (await photoById[size]().get({ id }))?.webp ?? null;
}

/**
 * An SQL column for lists: the id of the first photo of an item, or null. SQLite reads only an index.
 * @param item the SQL name of the item's id in the query
 */
export function firstPhotoOf(item: 'items.id' | 'picked.id'): SQL<number | null> {
  return sql<number | null>`(select photos.id from photos where photos.item_id = ${sql.raw(item)}
    order by photos.position, photos.id limit 1)`;
}
