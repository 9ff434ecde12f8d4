'use client';

import { itemPath } from '@/lib/web/paths';
import type { TradedItem } from '../_trade/trade';
import { TradeButton } from '../_trade/trade-button';
import type { Card } from './cards';
import { ItemCard } from './item-card';
import { ItemGrid } from './item-grid';

// These are client components, although they need no script. The server then sends only the items
// to the browser, and not their rendered elements, which are ten times as large. See
// docs/decisions/0011-page-cost.md.

type SaleListProps = {
  items: readonly Card[];
  budget: number;
  /** The path of the page to come back to. Absent on `/market`. */
  here?: string | undefined;
};

/** Items for sale, each with a button to buy it. Items above the budget get a quieter button. */
export function SaleList({ items, budget, here }: SaleListProps) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={item} tooExpensive={!item.mine && item.price > budget}>
            {(item.mine || item.seller) && (
              <p className="card-note">{item.mine ? 'yours' : `from ${item.seller}`}</p>
            )}
            {!item.mine && (
              <TradeButton kind="buy" item={item} quiet={item.price > budget} here={here} />
            )}
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

type ItemShelfProps = { items: readonly Card[]; budget?: number | undefined };

/** Items whose cards have no buttons, and link to the items' pages. */
export function ItemShelf({ items, budget }: ItemShelfProps) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard
          key={item.id}
          item={item}
          tooExpensive={budget !== undefined && item.price > budget}
        />
      ))}
    </ItemGrid>
  );
}

type OwnedLineProps = {
  items: readonly (TradedItem & { sellable: boolean })[];
  here?: string | undefined;
};

/** The names of items that a member owns, with a button for items that the market takes back. */
export function OwnedLine({ items, here }: OwnedLineProps) {
  return (
    <form method="get">
      <ul className="owned-line">
        {items.map((item) => (
          <li key={item.id}>
            <a href={itemPath(item.id)} data-info>
              {item.name}
            </a>
            {item.sellable && <TradeButton kind="sell-back" item={item} here={here} />}
          </li>
        ))}
      </ul>
    </form>
  );
}
