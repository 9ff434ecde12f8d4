import { redirect } from 'next/navigation';
import { cache } from 'react';
import { getItem, type Item } from '@/lib/items/queries';
import { idOf } from '../../../lib/web/paging';

/**
 * The item of an address like `/items/12`; for any other, the page that says there is none. (Next's
 * own `notFound()` would end a page that has begun in nothing at all without JavaScript.)
 */
export const requireItem = cache(async (id: string): Promise<Item> => {
  const number = idOf(id);
  return (number === undefined ? null : await getItem(number)) ?? redirect('/status/not-found');
});
