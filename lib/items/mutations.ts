import { database } from '@/db/database';
import { refusedBy } from '@/db/failures';
import { items, settings } from '@/db/schema';
import { type NewItem, newItem } from './validation.ts';

/**
 * Stocks a new market, once in its life: later, an empty market is what its operator made of it.
 * @returns whether it was the first time
 */
export async function stockNewMarket(stock: readonly NewItem[]): Promise<boolean> {
  const { orm, write } = database();
  const rows = stock.map((item) => newItem.parse(item));
  try {
    await write([
      orm.insert(settings).values({ name: 'stocked_at', value: new Date().toISOString() }),
      ...rows.map((row) => orm.insert(items).values(row)),
    ]);
    return true;
  } catch (error) {
    if (refusedBy(error) === 'settings.name') return false;
    throw error;
  }
}
