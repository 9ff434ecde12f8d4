import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem as addItemOfMarket, addMember } from '@/db/testing/rows';
import { auditLedger } from '../ledger/queries.ts';
import { listNewest } from '../shelf/queries.ts';
import { purchaseItem, sellItemBack } from '../trading/mutations.ts';
import { barcodeOf } from './barcodes/barcode.ts';
import { inHouseBarcode, NUMBERS_TRIED } from './barcodes/in-house.ts';
import { DAILY_EDIT_LIMIT } from './edit-limit.ts';
import { addItem, DAILY_ADDITION_LIMIT, editItem } from './mutations.ts';
import { getItem } from './queries.ts';

const db = databasePerTest();
const code = (code: string) => expect.objectContaining({ code });

const [ann, ben] = [1, 2];
const kite = {
  memberId: ann,
  name: 'Kite',
  description: 'Flies well.',
  category: null,
  askingPrice: 120,
  offered: true,
};

const edits = () =>
  db().orm.all(sql`select item_id as item, user_id as who, field, before, after from item_edits
    order by id`);

beforeEach(async () => {
  await addMember(db(), ann);
  await addMember(db(), ben);
  await db().write([sql`insert into categories (name) values ('Toys'), ('Tools')`]);
});

describe('adding an item', () => {
  it('gives the item to the member, and offers the item on request', async () => {
    const { itemId } = await addItem({ ...kite, category: 'Toys' });
    expect(await getItem(itemId)).toMatchObject({
      name: 'Kite',
      description: 'Flies well.',
      category: 'Toys',
      price: 120,
      askingPrice: 120,
      salePrice: 120,
      soldFor: null,
      ownerId: ann,
    });
    const kept = await addItem({ ...kite, offered: false });
    expect(await getItem(kept.itemId)).toMatchObject({ price: 120, salePrice: null });
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('lets others buy the item, but the market never takes the item back', async () => {
    const { itemId } = await addItem(kite);
    await purchaseItem({ memberId: ben, itemId, price: 120 });
    await expect(sellItemBack({ memberId: ben, itemId })).rejects.toEqual(
      code('NEVER_SOLD_BY_MARKET'),
    );
    expect((await auditLedger()).differences).toEqual([]);
  });

  it('adds one item for one form key, even when the form is sent many times at once', async () => {
    const sent = { ...kite, key: 'a-key-of-a-form' };
    const added = await Promise.all([addItem(sent), addItem(sent), addItem(sent)]);
    expect(new Set(added.map(({ itemId }) => itemId)).size).toBe(1);
    await expect(addItem({ ...sent, name: 'Boat' })).rejects.toEqual(code('KEY_REUSED'));
    const bens = await addItem({ ...sent, memberId: ben });
    expect(await getItem(bens.itemId)).toMatchObject({ ownerId: ben });
  });

  it('accepts an existing category or no category', async () => {
    await expect(addItem({ ...kite, category: 'toys' })).rejects.toEqual(code('UNKNOWN_CATEGORY'));
    expect(await listNewest(24)).toEqual([]);
  });

  it('is refused after the daily limit', async () => {
    const day = 24 * 60 * 60_000;
    const at = (ago: number) => Date.now() - ago;
    await db().write(
      Array.from(
        { length: DAILY_ADDITION_LIMIT },
        (_, index) => sql`insert into items
          (name, price, barcode, description, owner_id, added_by, created_at)
          values ('Old', 1, ${`old ${index}`}, '', ${index % 2 ? ben : null}, ${ann}, ${at(index ? day - 60_000 : day + 1)})`,
      ),
    );
    const { itemId } = await addItem({ ...kite, key: 'the-last-one' });
    await expect(addItem(kite)).rejects.toEqual(code('TOO_MANY_ADDED'));
    expect(await addItem({ ...kite, key: 'the-last-one' })).toEqual({ itemId });
    await addItem({ ...kite, memberId: ben });
  });
});

describe('the barcode of an added item', () => {
  const barcodes = async (...ids: number[]) =>
    Promise.all(ids.map(async (id) => (await getItem(id))?.barcode ?? ''));

  it('is a valid UPC-A barcode for use inside a shop', async () => {
    for (const last of [0, 6, 99, 123_456, 999_999, 9_876_543_210]) {
      await db().write([
        sql`insert into items (id, name, price, barcode, description)
            values (${last + 1}, 'Last', 1, ${String(last)}, '')`,
      ]);
      const { itemId } = await addItem(kite);
      const [barcode = ''] = await barcodes(itemId);
      expect(barcode).toMatch(/^4\d{11}$/);
      // An invalid UPC-A barcode would be drawn as Code 128.
      expect(barcodeOf(barcode)?.symbology).toBe('UPC-A');
    }
  });

  it('is different from all barcodes of other items', async () => {
    const first = await addItem(kite);
    const [taken] = await barcodes(first.itemId);
    // Other items already have the barcodes of the next ids.
    await addItemOfMarket(db(), 50, 5);
    const next = [];
    for (let count = 0; count < 3; count += 1) next.push((await addItem(kite)).itemId);
    const codes = await barcodes(...next);
    await db().write([
      sql`delete from items where id in (${sql.join(
        next.map((id) => sql`${id}`),
        sql`, `,
      )})`,
      ...codes.map(
        (code, index) => sql`insert into items (id, name, price, barcode, description)
          values (${10 + index}, 'Taken', 1, ${code}, '')`,
      ),
    ]);
    const { itemId } = await addItem(kite);
    const [barcode = ''] = await barcodes(itemId);
    expect([taken, ...codes]).not.toContain(barcode);
    expect(barcodeOf(barcode)?.symbology).toBe('UPC-A');
  });

  it('has the next free number, even when many numbers in a row are taken', async () => {
    const many = Array.from({ length: 3 * NUMBERS_TRIED }, (_, more) => inHouseBarcode(10 + more));
    await db().write(
      many.map(
        (code, index) => sql`insert into items (id, name, price, barcode, description)
          values (${-index}, 'Taken', 1, ${code}, '')`,
      ),
    );
    await addItemOfMarket(db(), 9, 5);
    const { itemId } = await addItem(kite);
    expect(itemId).toBe(10);
    expect(await barcodes(itemId)).toEqual([inHouseBarcode(10 + many.length)]);
  });

  it('is different for each of many items that are added at once', async () => {
    const added = await Promise.all(Array.from({ length: 30 }, () => addItem(kite)));
    const codes = await barcodes(...added.map(({ itemId }) => itemId));
    expect(new Set(codes).size).toBe(30);
  });
});

describe('editing an item', () => {
  let itemId: number;
  beforeEach(async () => {
    ({ itemId } = await addItem(kite));
  });
  const said = { name: 'Kite', description: 'Flies well.', category: null };

  it('logs each changed field', async () => {
    const edit = { memberId: ann, itemId, name: 'Red kite', description: '', category: 'Toys' };
    expect(await editItem(edit)).toEqual({ changed: true });
    expect(await getItem(itemId)).toMatchObject({
      name: 'Red kite',
      description: '',
      category: 'Toys',
    });
    expect(await editItem({ ...edit, category: null })).toEqual({ changed: true });
    const log = { item: itemId, who: ann };
    expect(await edits()).toEqual([
      { ...log, field: 'name', before: 'Kite', after: 'Red kite' },
      { ...log, field: 'category', before: '', after: 'Toys' },
      { ...log, field: 'description', before: 'Flies well.', after: '' },
      { ...log, field: 'category', before: 'Toys', after: '' },
    ]);
  });

  it('logs nothing when no field changes', async () => {
    expect(await editItem({ ...said, memberId: ann, itemId })).toEqual({ changed: false });
    expect(await edits()).toEqual([]);
  });

  it('is refused for other members and for missing items', async () => {
    const edit = { ...said, name: 'Mine now' };
    await expect(editItem({ ...edit, memberId: ben, itemId })).rejects.toEqual(
      code('NOT_YOURS_TO_EDIT'),
    );
    await addItemOfMarket(db(), 50, 5);
    await expect(editItem({ ...edit, memberId: ann, itemId: 50 })).rejects.toEqual(
      code('NOT_YOURS_TO_EDIT'),
    );
    await expect(editItem({ ...edit, memberId: ann, itemId: 99 })).rejects.toEqual(
      code('ITEM_NOT_FOUND'),
    );
    await purchaseItem({ memberId: ben, itemId });
    await expect(editItem({ ...edit, memberId: ann, itemId })).rejects.toEqual(
      code('NOT_YOURS_TO_EDIT'),
    );
    expect(await edits()).toEqual([]);
    expect(await getItem(itemId)).toMatchObject({ name: 'Kite' });
  });

  it('is refused after the daily limit, and then changes no field', async () => {
    const day = 24 * 60 * 60_000;
    const logged = (count: number, who: number, ago: number) => sql`
      with recursive counted (n) as (select 1 union all select n + 1 from counted where n < ${count})
      insert into item_edits (item_id, user_id, field, before, after, created_at)
      select ${itemId}, ${who}, 'name', '', '', ${Date.now() - ago} from counted`;
    await db().write([
      logged(DAILY_EDIT_LIMIT - 1, ann, day - 60_000),
      logged(5, ann, day + 1),
      logged(DAILY_EDIT_LIMIT, ben, 0),
    ]);
    const last = { memberId: ann, itemId, name: 'Red kite', description: '', category: 'Toys' };
    expect(await editItem(last)).toEqual({ changed: true });
    expect(await getItem(itemId)).toMatchObject({ name: 'Red kite', description: '' });
    const before = await edits();
    expect(before.slice(-3)).toMatchObject([
      { field: 'name', after: 'Red kite' },
      { field: 'category', after: 'Toys' },
      { field: 'description', after: '' },
    ]);
    const refused = expect.objectContaining({
      code: 'TOO_MANY_EDITED',
      details: { most: DAILY_EDIT_LIMIT },
    });
    for (const other of [{ name: 'Kite' }, { description: 'Flies.' }, { category: null }]) {
      await expect(editItem({ ...last, ...other })).rejects.toEqual(refused);
    }
    expect(await editItem(last)).toEqual({ changed: false });
    await expect(editItem({ ...last, category: 'Boats' })).rejects.toEqual(
      code('UNKNOWN_CATEGORY'),
    );
    expect(await edits()).toEqual(before);
    expect(await getItem(itemId)).toMatchObject({ name: 'Red kite', category: 'Toys' });
  });

  it('is refused for a missing category, and then changes no field', async () => {
    const edit = { memberId: ann, itemId, name: 'Boat', description: '', category: 'Boats' };
    await expect(editItem(edit)).rejects.toEqual(code('UNKNOWN_CATEGORY'));
    expect(await edits()).toEqual([]);
    expect(await getItem(itemId)).toMatchObject({ name: 'Kite' });
  });
});
