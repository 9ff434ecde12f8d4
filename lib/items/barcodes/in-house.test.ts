import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { barcodeOf } from './barcode.ts';
import { freeBarcode, inHouseBarcode } from './in-house.ts';

const db = databasePerTest();

const free = async (number: number) =>
  (await db().orm.get<{ barcode: string | null }>(sql`select ${freeBarcode(number)} as barcode`))
    .barcode;

it.each([
  [1, '400000000015'],
  [7, '400000000077'],
  [123_456, '400001234563'],
  [9_876_543_210, '498765432103'],
])('the barcode of number %d is the UPC-A %s', (number, barcode) => {
  expect(inHouseBarcode(number)).toBe(barcode);
  expect(barcodeOf(barcode)?.symbology).toBe('UPC-A');
});

it('the barcode of a number is free, or else that of the next number which is', async () => {
  const taken = [7, 8, 9, 11].map(inHouseBarcode);
  await db().write(
    taken.map(
      (barcode) => sql`insert into items (name, price, barcode, description)
        values ('Taken', 1, ${barcode}, '')`,
    ),
  );
  expect(await free(6)).toBe(inHouseBarcode(6));
  expect(await free(7)).toBe(inHouseBarcode(10));
  expect(await free(11)).toBe(inHouseBarcode(12));
});
