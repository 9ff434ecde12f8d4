import { notFound } from 'next/navigation';
import { cache } from 'react';
import { getItem, type Item } from '@/lib/items/queries';
import { idOf } from '../../market/position';

/** The item of an address like `/items/12`; a 404 for any other. Read once a request. */
export const requireItem = cache(async (id: string): Promise<Item> => {
  const number = idOf(id);
  return (number === undefined ? null : await getItem(number)) ?? notFound();
});
