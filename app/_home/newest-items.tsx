import type { ShelfItem } from '@/lib/shelf/queries';
import { cardsOf } from '../_items/cards';
import { ItemShelf } from '../_items/item-list';
import { EmptyState } from '../_ui/empty-state';

type NewestItemsProps = { items: readonly ShelfItem[]; budget?: number };

/** The live market, as far as one shelf holds it. */
export function NewestItems({ items, budget }: NewestItemsProps) {
  return (
    <section aria-labelledby="newest" className="grid gap-6">
      <h2 id="newest">Newest on the shelves</h2>
      {items.length > 0 ? (
        <ItemShelf items={cardsOf(items)} budget={budget} />
      ) : (
        <EmptyState title="The shelves are empty">
          <p>Everything has been sold. Come by again later.</p>
        </EmptyState>
      )}
    </section>
  );
}
