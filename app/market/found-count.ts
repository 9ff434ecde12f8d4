import type { ShelfPage } from '@/lib/shelf/queries';
import { MOST_FOUND, MOST_LOOKED_AT } from '@/lib/shelf/sql';

const grouped = (count: number) => count.toLocaleString('en');

/** How much there is on all pages, in words. @param search whether it was searched for */
export function howMany({ found, cut }: Pick<ShelfPage, 'found' | 'cut'>, search: boolean): string {
  if (search && cut) {
    const first = `the first ${grouped(MOST_FOUND)} found`;
    return found >= MOST_FOUND ? `Of more items, ${first}` : `${items(found)} of ${first}`;
  }
  if (found > MOST_FOUND) return `More than ${grouped(MOST_FOUND)} items`;
  return cut
    ? `${items(found)} of the first ${grouped(MOST_LOOKED_AT)} looked through`
    : items(found);
}

function items(count: number): string {
  if (count === 0) return 'No items';
  return count === 1 ? '1 item' : `${grouped(count)} items`;
}
