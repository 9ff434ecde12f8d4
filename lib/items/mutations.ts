import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { items } from '@/db/schema';
import { AppError } from '../errors.ts';
import { type NewItem, newItem } from './validation.ts';

/**
 * Puts items up for sale by the market: all of them, or none.
 * @throws ZodError when one breaks a rule of `newItem`
 * @throws AppError BARCODE_TAKEN
 */
export async function stockItems(stock: readonly NewItem[]): Promise<void> {
  const { orm, write } = database();
  const rows = stock.map((item) => newItem.parse(item));
  try {
    await write(rows.map((row) => orm.insert(items).values(row)));
  } catch (error) {
    if (refusedBy(error) === 'items.barcode') throw new AppError('BARCODE_TAKEN');
    throw error;
  }
}
