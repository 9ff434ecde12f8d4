import type { ShelfItem } from '@/lib/shelf/queries';
import { EmptyState } from '../_components/empty-state';
import { cardsOf } from '../market/cards';
import { ItemShelf } from '../market/item-list';

/** The live market, as far as one shelf holds it. */
export function NewestItems({ items, budget }: { items: readonly ShelfItem[]; budget?: number }) {
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
