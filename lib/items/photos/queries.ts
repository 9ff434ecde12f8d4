import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { prepared } from '@/db/database';
import { photos } from '@/db/schema';
import type { PhotoSize } from './sizes.ts';

/** A photo of an item, and how large the large one is, in pixels. */
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

/** The photos of an item, the first one first. */
export async function listPhotos(item: number): Promise<Photo[]> {
  return photosOfItem().all({ item });
}

/** A photo as WebP, or null when there is none of that id. */
export async function getPicture(id: number, size: PhotoSize): Promise<Buffer | null> {
  return (await photoById[size]().get({ id }))?.webp ?? null;
}

/**
 * The id of an item's first photo, or null: a column for lists, found in an index alone.
 * @param item what the item’s id is called where it stands
 */
export function firstPhotoOf(item: 'items.id' | 'picked.id'): SQL<number | null> {
  return sql<number | null>`(select photos.id from photos where photos.item_id = ${sql.raw(item)}
    order by photos.position, photos.id limit 1)`;
}
