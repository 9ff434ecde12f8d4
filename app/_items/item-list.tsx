'use client';

import { itemPath } from '@/lib/web/paths';
import type { TradedItem } from '../_trade/trade';
import { TradeButton } from '../_trade/trade-button';
import type { Card, SaleCard } from './cards';
import { ItemCard } from './item-card';
import { ItemGrid } from './item-grid';

// Client components without a script of their own: what crosses to the browser, and through the
// renderer, is then the items and not the elements drawn of them, which are ten times as much. See
// docs/decisions/0011-page-cost.md.

type SaleListProps = {
  items: readonly SaleCard[];
  budget: number;
  /** The path of the page, if it is not the market's own. */
  here?: string | undefined;
};

/** Items for sale, each with its button; quieter where the budget does not reach. */
export function SaleList({ items, budget, here }: SaleListProps) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={item} dear={!item.mine && item.price > budget}>
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

/** Items to look at: their cards lead to their pages, and have no buttons. */
export function ItemShelf({ items, budget }: ItemShelfProps) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard key={item.id} item={item} dear={budget !== undefined && item.price > budget} />
      ))}
    </ItemGrid>
  );
}

type OwnedLineProps = {
  items: readonly (TradedItem & { sellable: boolean })[];
  here?: string | undefined;
};

/** Items that a member owns, in a line: their names, and the buttons of those the market takes back. */
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
