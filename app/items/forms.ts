import { AppError, type ErrorCode } from '@/lib/errors';
import { starItem, unstarItem } from '@/lib/inbox/stars/mutations';
import { starSchema } from '@/lib/inbox/stars/validation';
import { addItem, editItem } from '@/lib/items/mutations';
import { offerItem, withdrawItem } from '@/lib/items/offers/mutations';
import { offerSchema, withdrawalSchema } from '@/lib/items/offers/validation';
import { addPhotos, convertPhotos, putPhotoFirst, removePhoto } from '@/lib/items/photos/mutations';
import {
  photoAdditionSchema,
  photoOrderSchema,
  photoRemovalSchema,
} from '@/lib/items/photos/validation';
import { additionSchema, editSchema } from '@/lib/items/validation';
import { type CreditWords, inCredits } from '@/lib/money';
import { plural } from '@/lib/plural';
import { memberForm, type Outcome } from '@/lib/web/forms/define';
import { itemPath, parseId } from '@/lib/web/paths';

/** The refusals that are shown at the field for photos. */
const PHOTO_REFUSALS = {
  NO_PHOTO: ['photos'],
  TOO_MANY_PHOTOS: ['photos'],
  PHOTO_TOO_LARGE: ['photos'],
  PHOTO_TOO_MANY_PIXELS: ['photos'],
  PHOTO_WRONG_TYPE: ['photos'],
  PHOTO_HEIC: ['photos'],
  PHOTO_MOVES: ['photos'],
  PHOTO_UNREADABLE: ['photos'],
  PHOTOS_BUSY: ['photos'],
} satisfies Partial<Record<ErrorCode, string[]>>;

export const addItemForm = memberForm({
  page: '/items/new',
  schema: additionSchema,
  files: 'photos',
  fieldsOf: { UNKNOWN_CATEGORY: ['category'], ...PHOTO_REFUSALS },
  async submit(member, { asking_price: askingPrice, offer, ...item }, files) {
    const offered = offer !== undefined;
    const photos = await convertPhotos(files);
    const { itemId } = await addItem({
      ...item,
      memberId: member.id,
      askingPrice,
      offered,
      photos,
    });
    const text = offered
      ? forSaleAt(item.name, askingPrice, member)
      : `${item.name} is among your items.`;
    return done(itemPath(itemId), text);
  },
});

export const editItemForm = memberForm({
  page: ({ item }) => itemPath(item, 'edit'),
  schema: editSchema,
  fieldsOf: { UNKNOWN_CATEGORY: ['category'], TOO_MANY_EDITED: [] },
  fallbackPage: pageOfItem,
  async submit(member, { item: itemId, ...fields }) {
    const { changed } = await editItem({ ...fields, memberId: member.id, itemId });
    if (changed) return done(itemPath(itemId), `Your changes to ${fields.name} are saved.`);
    const text = `${fields.name} is as it was.`;
    return { to: itemPath(itemId), flash: { category: 'info', text } };
  },
});

export const addPhotosForm = memberForm({
  page: ({ item }) => itemPath(item, 'photos'),
  schema: photoAdditionSchema,
  files: 'photos',
  fieldsOf: PHOTO_REFUSALS,
  fallbackPage: pageOfItem,
  async submit(member, { item: itemId, key }, files) {
    if (files.length === 0) throw new AppError('NO_PHOTO');
    const photos = await convertPhotos(files);
    const { name } = await addPhotos({ memberId: member.id, itemId }, photos, key);
    const more = plural(photos.length, { one: 'a photo', other: `${photos.length} photos` });
    return done(itemPath(itemId, 'photos'), `${name} has ${more} more.`);
  },
});

export const removePhotoForm = memberForm({
  page: ({ item }) => itemPath(item, 'photos'),
  schema: photoRemovalSchema,
  returnTo: pageOfItem,
  async submit(member, { item: itemId, remove }) {
    const { name } = await removePhoto({ memberId: member.id, itemId }, remove);
    return done(itemPath(itemId, 'photos'), `The photo of ${name} is removed.`);
  },
});

export const putPhotoFirstForm = memberForm({
  page: ({ item }) => itemPath(item, 'photos'),
  schema: photoOrderSchema,
  returnTo: pageOfItem,
  async submit(member, { item: itemId, first }) {
    const { name } = await putPhotoFirst({ memberId: member.id, itemId }, first);
    return done(itemPath(itemId, 'photos'), `That photo of ${name} comes first now.`);
  },
});

export const offerForm = memberForm({
  page: ({ item }) => itemPath(item, 'list'),
  schema: offerSchema,
  fallbackPage: pageOfItem,
  async submit(member, { item: itemId, asking_price: askingPrice }) {
    const { name, isNew } = await offerItem({ memberId: member.id, itemId, askingPrice });
    const text = isNew
      ? forSaleAt(name, askingPrice, member)
      : `${name} costs ${inCredits(askingPrice, member.words)} now.`;
    return done(itemPath(itemId), text);
  },
});

export const withdrawForm = memberForm({
  page: ({ item }) => itemPath(item),
  schema: withdrawalSchema,
  returnTo: pageOfItem,
  async submit(member, { item: itemId }) {
    const { name } = await withdrawItem({ memberId: member.id, itemId });
    return done(itemPath(itemId), `${name} is no longer for sale.`);
  },
});

export const starForm = memberForm({
  page: ({ item }) => itemPath(item),
  schema: starSchema,
  returnTo: '/stars',
  async submit(member, { item: itemId, to }) {
    const wish = { memberId: member.id, itemId };
    const { name } = to === 'starred' ? await starItem(wish) : await unstarItem(wish);
    const text =
      to === 'starred'
        ? `${name} is starred. Your inbox will tell when it costs less, or can be had again.`
        : `${name} is no longer starred.`;
    return { to: itemPath(itemId), flash: { category: 'info', text } };
  },
});

function done(to: string, text: string): Outcome {
  return { to, flash: { category: 'success', text } };
}

const forSaleAt = (name: string, price: number, { words }: { words: CreditWords }) =>
  `${name} is for sale at ${inCredits(price, words)}.`;

/** The page of the item in a form, or the member's items when the form names no item. */
function pageOfItem({ item }: Record<string, string>): string {
  const id = parseId(item);
  return id === undefined ? '/items' : itemPath(id);
}
