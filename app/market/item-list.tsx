'use client';

import type { Page } from '@/lib/items/queries';
import { ButtonLink } from '../_components/button';
import { ItemCard } from '../_components/item-card';
import { ItemGrid } from '../_components/item-grid';
import type { Card } from './cards';
import { TradeButton } from './trade-button';

// Client components without a script of their own: what crosses to the browser, and through the
// renderer, is then the items and not the elements drawn of them, which are ten times as much. See
// docs/decisions/0011-page-cost.md.

/** Items that the market sells, each with its button; quieter where the budget does not reach. */
export function SaleList({ items, budget }: { items: readonly Card[]; budget: number }) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={item} dear={item.price > budget}>
            <TradeButton kind="buy" item={item} quiet={item.price > budget} />
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

/** Items that a member owns; those that the market takes back have a button. */
export function OwnedList({ items }: { items: readonly (Card & { sellable: boolean })[] }) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={item}>
            {item.sellable && <TradeButton kind="sell-back" item={item} />}
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

/** Items to look at: their cards lead to their pages, and have no buttons. */
export function ItemShelf({ items, budget }: { items: readonly Card[]; budget?: number }) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard key={item.id} item={item} dear={budget !== undefined && item.price > budget} />
      ))}
    </ItemGrid>
  );
}

/** The way to the pages before and after this one. */
export function Pager({
  page,
  path,
  label,
}: {
  page: Pick<Page, 'newer' | 'older'>;
  path: string;
  label: string;
}) {
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
