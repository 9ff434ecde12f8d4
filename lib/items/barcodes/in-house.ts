import { type SQL, sql } from 'drizzle-orm';
import { checkDigitOf } from './check-digit.ts';

/**
 * Makes a UPC-A barcode of number system 4, which GS1 reserves for use inside a shop.
 * @param number at most ten digits
 */
export function inHouseBarcode(number: number): string {
  const digits = `4${String(number).padStart(10, '0')}`;
  return digits + checkDigitOf(digits);
}

/** How many numbers `freeBarcode` tries, from its first number on. */
export const NUMBERS_TRIED = 50;

/**
 * SQL for the first barcode that no item has, of `NUMBERS_TRIED` numbers from this number on. An
 * insert that contains the SQL takes the barcode in the same statement, so two processes never take
 * the same barcode. When items have all of them, the unique index refuses the insert.
 */
export function freeBarcode(number: number): SQL {
  const barcodes = Array.from({ length: NUMBERS_TRIED }, (_, more) =>
    inHouseBarcode(number + more),
  );
  return sql`coalesce((select min(value) from json_each(${JSON.stringify(barcodes)})
    where not exists (select 1 from items where items.barcode = value)), ${barcodes[0]})`;
}
