import { artworkUrl } from '@/lib/artwork/artwork';
import type { ListedItem, Page } from '@/lib/items/queries';
import { ButtonLink } from '../_components/button';
import { ItemCard } from '../_components/item-card';
import { ItemGrid } from '../_components/item-grid';
import { TradeButton } from './trade-button';

/** Items that the market sells, each with its button; quieter where the budget does not reach. */
export function SaleList({ items, budget }: { items: readonly ListedItem[]; budget: number }) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={withArtwork(item)} dear={item.price > budget}>
            <TradeButton kind="buy" item={item} quiet={item.price > budget} />
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

/** Items that a member owns; those the market sold have a button, at the price it was paid. */
export function OwnedList({ items }: { items: readonly ListedItem[] }) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard
            key={item.id}
            item={withArtwork({ ...item, price: item.soldFor ?? item.price })}
          >
            {item.soldFor !== null && (
              <TradeButton kind="sell-back" item={{ ...item, price: item.soldFor }} />
            )}
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

/** Items to look at: their cards lead to their pages, and have no buttons. */
export function ItemShelf({
  items,
  budget = Infinity,
}: {
  items: readonly ListedItem[];
  budget?: number | undefined;
}) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard key={item.id} item={withArtwork(item)} dear={item.price > budget} />
      ))}
    </ItemGrid>
  );
}

/** The way to the pages before and after this one. */
export function Pager({ page, path, label }: { page: Page; path: string; label: string }) {
  if (page.newer === null && page.older === null) return null;
  return (
    <nav aria-label={label} className="flex flex-wrap justify-between gap-3">
      {page.newer !== null && (
        <ButtonLink variant="secondary" href={`${path}?after=${page.newer}`} rel="prev">
          Newer items
        </ButtonLink>
      )}
      {page.older !== null && (
        <ButtonLink variant="secondary" href={`${path}?before=${page.older}`} rel="next">
          Older items
        </ButtonLink>
      )}
    </nav>
  );
}

function withArtwork(item: ListedItem) {
  return { ...item, artwork: artworkUrl(item.name, item.barcode) };
}
