import { AppError, type ErrorCode } from '@/lib/errors';
import { addItem, editItem } from '@/lib/items/mutations';
import { offerItem, withdrawItem } from '@/lib/items/offers/mutations';
import { offer, withdrawal } from '@/lib/items/offers/validation';
import { addPhotos, drawPhotos, putPhotoFirst, removePhoto } from '@/lib/items/photos/mutations';
import { photoAddition, photoOrder, photoRemoval } from '@/lib/items/photos/validation';
import { addition, edit } from '@/lib/items/validation';
import { type CreditWords, inCredits } from '@/lib/money';
import { defineForm } from '@/lib/web/forms/define';
import { getMember, loginPath } from '@/lib/web/session/member';
import { idOf } from '../../lib/web/paging';

/** What is told at the field of the photos. */
const OF_PHOTOS = {
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

export const addItemForm = defineForm({
  schema: addition,
  files: 'photos',
  fieldsOf: { UNKNOWN_CATEGORY: ['category'], ...OF_PHOTOS },
  async submit({ asking_price: askingPrice, offer, ...item }, files) {
    const member = await getMember();
    if (!member) return { to: loginPath('/items/new') };
    const offered = offer !== undefined;
    const photos = await drawPhotos(files);
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
    return { to: `/items/${itemId}`, flash: { category: 'success', text } };
  },
});

export const editItemForm = defineForm({
  schema: edit,
  fieldsOf: { UNKNOWN_CATEGORY: ['category'], TOO_MANY_EDITED: [] },
  elsewhere: pageOfItem,
  async submit({ item: itemId, ...said }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/edit`) };
    const { changed } = await editItem({ ...said, memberId: member.id, itemId });
    return {
      to: `/items/${itemId}`,
      flash: changed
        ? { category: 'success', text: `Your changes to ${said.name} are saved.` }
        : { category: 'info', text: `${said.name} is as it was.` },
    };
  },
});

export const addPhotosForm = defineForm({
  schema: photoAddition,
  files: 'photos',
  fieldsOf: OF_PHOTOS,
  elsewhere: pageOfItem,
  async submit({ item: itemId, key }, files) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/photos`) };
    if (files.length === 0) throw new AppError('NO_PHOTO');
    const photos = await drawPhotos(files);
    const { name } = await addPhotos({ memberId: member.id, itemId }, photos, key);
    const text =
      photos.length === 1
        ? `${name} has a photo more.`
        : `${name} has ${photos.length} photos more.`;
    return { to: `/items/${itemId}/photos`, flash: { category: 'success', text } };
  },
});

export const removePhotoForm = defineForm({
  schema: photoRemoval,
  returnTo: pageOfItem,
  async submit({ item: itemId, remove }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/photos`) };
    const { name } = await removePhoto({ memberId: member.id, itemId }, remove);
    const text = `The photo of ${name} is removed.`;
    return { to: `/items/${itemId}/photos`, flash: { category: 'success', text } };
  },
});

export const putPhotoFirstForm = defineForm({
  schema: photoOrder,
  returnTo: pageOfItem,
  async submit({ item: itemId, first }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/photos`) };
    const { name } = await putPhotoFirst({ memberId: member.id, itemId }, first);
    const text = `That photo of ${name} comes first now.`;
    return { to: `/items/${itemId}/photos`, flash: { category: 'success', text } };
  },
});

export const offerForm = defineForm({
  schema: offer,
  elsewhere: pageOfItem,
  async submit({ item: itemId, asking_price: askingPrice }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/list`) };
    const { name, isNew } = await offerItem({ memberId: member.id, itemId, askingPrice });
    const text = isNew
      ? forSaleAt(name, askingPrice, member)
      : `${name} costs ${inCredits(askingPrice, member.words)} now.`;
    return { to: `/items/${itemId}`, flash: { category: 'success', text } };
  },
});

export const withdrawForm = defineForm({
  schema: withdrawal,
  returnTo: pageOfItem,
  async submit({ item: itemId }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}`) };
    const { name } = await withdrawItem({ memberId: member.id, itemId });
    return {
      to: `/items/${itemId}`,
      flash: { category: 'success', text: `${name} is no longer for sale.` },
    };
  },
});

const forSaleAt = (name: string, price: number, { words }: { words: CreditWords }) =>
  `${name} is for sale at ${inCredits(price, words)}.`;

/** The page that an item’s form stands for, or the list where it can’t be told. */
function pageOfItem({ item }: Record<string, string>): string {
  const id = idOf(item);
  return id === undefined ? '/items' : `/items/${id}`;
}
