import { MOST_CHECKED, MOST_FOUND } from '@/lib/shelf/limits';
import type { ShelfPage } from '@/lib/shelf/queries';

const grouped = (count: number) => count.toLocaleString('en');

/** How many items all pages have, in words. @param hasText whether the reader looks for a text */
export function howMany(
  { found, cut }: Pick<ShelfPage, 'found' | 'cut'>,
  hasText: boolean,
): string {
  if (hasText && cut) {
    const first = `the first ${grouped(MOST_FOUND)} found`;
    return found >= MOST_FOUND ? `Of more items, ${first}` : `${items(found)} of ${first}`;
  }
  if (found > MOST_FOUND) return `More than ${grouped(MOST_FOUND)} items`;
  return cut
    ? `${items(found)} of the first ${grouped(MOST_CHECKED)} looked through`
    : items(found);
}

function items(count: number): string {
  if (count === 0) return 'No items';
  return count === 1 ? '1 item' : `${grouped(count)} items`;
}
