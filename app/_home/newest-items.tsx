import type { ListedItem } from '@/lib/items/queries';
import { shelfCardOf } from '../_items/cards';
import { ItemShelf } from '../_items/item-list';
import { EmptyState } from '../_ui/empty-state';

type NewestItemsProps = { items: readonly ListedItem[]; budget?: number };

/** The live market, as far as one shelf holds it. */
export function NewestItems({ items, budget }: NewestItemsProps) {
  return (
    <section aria-labelledby="newest" className="grid gap-6">
      <h2 id="newest">Newest on the shelves</h2>
      {items.length > 0 ? (
        <ItemShelf items={items.map(shelfCardOf)} budget={budget} />
      ) : (
        <EmptyState title="The shelves are empty">
          <p>Everything has been sold. Come by again later.</p>
        </EmptyState>
      )}
    </section>
  );
}
