import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem as addItemOfMarket, addMember } from '@/db/testing/rows';
import { detailedPicture, picture } from '../../../testing/pictures.ts';
import { starItem } from '../../inbox/stars/mutations.ts';
import { listStarred } from '../../inbox/stars/queries.ts';
import { auditLedger } from '../../ledger/queries.ts';
import { closeAccount } from '../../people/accounts/mutations.ts';
import { getOwnData } from '../../people/accounts/queries.ts';
import { listForSale, listNewest } from '../../shelf/queries.ts';
import { purchaseItem, sellItemBack } from '../../trading/mutations.ts';
import { DAILY_EDIT_LIMIT } from '../edit-limit.ts';
import { addItem } from '../mutations.ts';
import { listOffersOf } from '../offers/queries.ts';
import { getItem, listOwned } from '../queries.ts';
import { addPhotos, convertPhotos, putPhotoFirst, removePhoto } from './mutations.ts';
import type { Picture } from './picture.ts';
import { getPicture, listPhotos } from './queries.ts';

const db = databasePerTest();
const code = (code: string) => expect.objectContaining({ code });

const [ann, ben] = [1, 2];
const mine = { memberId: ann, itemId: 1 };
const theirs = { memberId: ben, itemId: 1 };

/** A photo with `bytes` bytes. All bytes are `mark`, so photos differ. */
const photo = (mark: number, bytes = 3): Picture => ({
  width: 40,
  height: 30,
  large: Buffer.alloc(bytes, mark),
  small: Buffer.alloc(2, mark),
});

const idsOf = async (item = 1) => (await listPhotos(item)).map(({ id }) => id);
const edits = () =>
  db().orm.all(sql`select user_id as who, field, before, after from item_edits order by id`);
const edit = (before: number, after: number) => ({
  who: ann,
  field: 'photos',
  before: String(before),
  after: String(after),
});

beforeEach(async () => {
  await addMember(db(), ann);
  await addMember(db(), ben);
  await addItemOfMarket(db(), 1, 300);
  await purchaseItem({ memberId: ann, itemId: 1 });
});

describe('photos of an item', () => {
  it('are added after the existing photos, up to four, and logged', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    expect(await addPhotos(mine, [photo(3)])).toEqual({ name: 'Item 1' });
    expect(await idsOf()).toEqual([1, 2, 3]);
    expect(await getPicture(3, 'large')).toEqual(Buffer.from([3, 3, 3]));
    expect(await getPicture(3, 'small')).toEqual(Buffer.from([3, 3]));
    await expect(addPhotos(mine, [photo(4), photo(5)])).rejects.toMatchObject({
      code: 'TOO_MANY_PHOTOS',
      details: { had: 3 },
    });
    await addPhotos(mine, [photo(4)]);
    await expect(addPhotos(mine, [photo(5)])).rejects.toEqual(code('TOO_MANY_PHOTOS'));
    expect(await idsOf()).toEqual([1, 2, 3, 4]);
    expect(await edits()).toEqual([edit(0, 2), edit(2, 3), edit(3, 4)]);
  });

  it('are added once with the same key, even when sent many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => addPhotos(mine, [photo(1)], 'key-1234')),
    );
    expect(answers).toEqual(Array(4).fill({ name: 'Item 1' }));
    await removePhoto(mine, 1);
    await addPhotos(mine, [photo(1)], 'key-1234');
    expect(await idsOf()).toEqual([]);
    await addPhotos(mine, [photo(1)], 'key-5678');
    expect(await idsOf()).toEqual([2]);
  });

  it('are never more than four, even when many are added at once', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, mark) => addPhotos(mine, [photo(mark)])),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
    expect(await idsOf()).toHaveLength(4);
  });

  it('are removed one by one, and each removal is logged once', async () => {
    await addPhotos(mine, [photo(1), photo(2), photo(3)]);
    expect(await removePhoto(mine, 2)).toEqual({ name: 'Item 1' });
    expect(await removePhoto(mine, 2)).toEqual({ name: 'Item 1' });
    expect(await idsOf()).toEqual([1, 3]);
    expect(await getPicture(2, 'large')).toBeNull();
    expect(await edits()).toEqual([edit(0, 3), edit(3, 2)]);
    await addPhotos(mine, [photo(4)]);
    // A new photo never gets the id of a removed photo, because ids are in cached addresses.
    expect(await idsOf()).toEqual([1, 3, 4]);
  });

  it('change their order when one is put first, and the change is logged', async () => {
    await addPhotos(mine, [photo(1), photo(2), photo(3)]);
    await putPhotoFirst(mine, 3);
    await putPhotoFirst(mine, 3);
    expect(await idsOf()).toEqual([3, 1, 2]);
    await putPhotoFirst(mine, 1);
    expect(await idsOf()).toEqual([1, 3, 2]);
    expect(await edits()).toEqual([edit(0, 3), edit(3, 3), edit(3, 3)]);
    await expect(putPhotoFirst(mine, 9)).rejects.toEqual(code('PHOTO_NOT_FOUND'));
  });

  it('can be changed only by the owner', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    await addItemOfMarket(db(), 2, 5);
    await purchaseItem({ memberId: ben, itemId: 2 });
    const refused = code('NOT_YOURS_TO_EDIT');
    await expect(addPhotos(theirs, [photo(3)])).rejects.toEqual(refused);
    await expect(removePhoto(theirs, 1)).rejects.toEqual(refused);
    await expect(putPhotoFirst(theirs, 2)).rejects.toEqual(refused);
    // A photo of another item.
    const elsewhere = { memberId: ben, itemId: 2 };
    await removePhoto(elsewhere, 1);
    await expect(putPhotoFirst(elsewhere, 2)).rejects.toEqual(code('PHOTO_NOT_FOUND'));
    for (const work of [
      addPhotos({ ...mine, itemId: 9 }, []),
      removePhoto({ ...mine, itemId: 9 }, 1),
    ]) {
      await expect(work).rejects.toEqual(code('ITEM_NOT_FOUND'));
    }
    expect(await idsOf()).toEqual([1, 2]);
    expect(await edits()).toEqual([edit(0, 2)]);
  });

  it('count towards the daily edit limit, except removals', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    await db().write(
      Array.from(
        { length: DAILY_EDIT_LIMIT - 1 },
        () => sql`insert into item_edits (item_id, user_id, field, before, after)
          values (1, ${ann}, 'photos', '2', '2')`,
      ),
    );
    await expect(addPhotos(mine, [photo(3)])).rejects.toEqual(code('TOO_MANY_EDITED'));
    await expect(putPhotoFirst(mine, 2)).rejects.toEqual(code('TOO_MANY_EDITED'));
    expect(await idsOf()).toEqual([1, 2]);
    await removePhoto(mine, 1);
    expect(await idsOf()).toEqual([2]);
  });

  it('stay with the item when its owner changes or closes the account', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    await sellItemBack({ memberId: ann, itemId: 1 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await expect(removePhoto(mine, 1)).rejects.toEqual(code('NOT_YOURS_TO_EDIT'));
    await removePhoto(theirs, 1);
    await closeAccount(ben);
    expect(await idsOf()).toEqual([2]);
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('are in the exported data of the member, with the edits', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    await putPhotoFirst(mine, 2);
    const { items, itemEdits } = await getOwnData(ann);
    expect(items.map(({ photos }) => photos)).toEqual([[2, 1]]);
    expect(itemEdits).toEqual([
      expect.objectContaining({ itemId: 1, field: 'photos', before: '0', after: '2' }),
      expect.objectContaining({ itemId: 1, field: 'photos', before: '2', after: '2' }),
    ]);
    expect(await getOwnData(ben)).toMatchObject({ items: [], itemEdits: [] });
  });
});

describe('adding an item with photos', () => {
  const kite = { memberId: ann, name: 'Kite', description: '', category: null, askingPrice: 5 };
  const offered = { ...kite, offered: true };

  it('stores the photos in their order, and logs no edit', async () => {
    const { itemId } = await addItem({ ...offered, photos: [photo(1), photo(2), photo(3)] });
    expect(await listPhotos(itemId)).toEqual(
      [1, 2, 3].map((id) => ({ id, width: 40, height: 30 })),
    );
    expect(await edits()).toEqual([]);
  });

  it('stores the photos once with the same key', async () => {
    const form = { ...offered, key: 'key-1234', photos: [photo(1), photo(2)] };
    const [{ itemId } = { itemId: 0 }, ...others] = await Promise.all([
      addItem(form),
      addItem(form),
      addItem(form),
    ]);
    expect(others).toEqual([{ itemId }, { itemId }]);
    expect(await idsOf(itemId)).toEqual([1, 2]);
  });

  it('stores no photo when the item is refused', async () => {
    const refused = addItem({ ...offered, category: 'Nothing', photos: [photo(1)] });
    await expect(refused).rejects.toEqual(code('UNKNOWN_CATEGORY'));
    expect(await getPicture(1, 'large')).toBeNull();
  });
});

describe('a list of items', () => {
  it('has the first photo of each item', async () => {
    await addPhotos(mine, [photo(1), photo(2)]);
    await putPhotoFirst(mine, 2);
    await db().write([sql`update items set asking_price = 5 where id = 1`]);
    await addItemOfMarket(db(), 2, 5);
    await starItem({ memberId: ben, itemId: 1 });
    const found = { photo: 2 };
    const reader = { budget: 0, newSince: null };
    expect(await listNewest(24)).toMatchObject([{ photo: null }, found]);
    expect((await listForSale({ q: 'item' }, reader)).items).toContainEqual(
      expect.objectContaining(found),
    );
    expect((await listForSale({ from: 'members', sort: 'name' }, reader)).items).toMatchObject([
      found,
    ]);
    expect((await listOwned(ann)).items).toMatchObject([found]);
    expect((await listOffersOf(ann)).items).toMatchObject([found]);
    expect(await listStarred(ben)).toMatchObject([found]);
    expect(await getItem(1)).toMatchObject(found);
  });
});

const file = (bytes: Buffer, name = 'x.jpg') => new File([new Uint8Array(bytes)], name);

describe('uploaded files', () => {
  it('become photos in the same order', async () => {
    const files = [file(await picture('png', 30, 20)), file(await picture('jpeg', 20, 30))];
    expect(await convertPhotos(files)).toMatchObject([{ width: 30 }, { width: 20 }]);
    expect(await convertPhotos([])).toEqual([]);
  });

  it('are refused when there are too many, or one is too large or not a photo', async () => {
    const good = file(await picture());
    await expect(convertPhotos(Array(5).fill(good))).rejects.toEqual(code('TOO_MANY_PHOTOS'));
    const large = file(Buffer.alloc(10 * 1024 * 1024 + 1), 'large.jpg');
    await expect(convertPhotos([good, large])).rejects.toMatchObject({
      code: 'PHOTO_TOO_LARGE',
      details: { name: 'large.jpg' },
    });
    const text = file(Buffer.from('text'), 'text.jpg');
    await expect(convertPhotos([good, text])).rejects.toMatchObject({
      code: 'PHOTO_WRONG_TYPE',
      details: { name: 'text.jpg' },
    });
  });

  it('do not block the event loop while they are converted', async () => {
    const files = [file(await detailedPicture('jpeg', 3_000, 2_000))];
    await convertPhotos(files);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 2);
    const started = performance.now();
    await convertPhotos([...files, ...files]);
    const took = performance.now() - started;
    clearInterval(timer);
    expect(longest).toBeLessThan(took / 3);
    expect(sharp.concurrency()).toBe(1);
  });
});
