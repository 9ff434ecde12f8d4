'use client';

import { itemPath } from '@/lib/web/paths';
import type { Card } from '../_items/cards';
import { ItemCard } from '../_items/item-card';
import { ItemGrid } from '../_items/item-grid';
import { Credits } from '../_trade/credits';
import { TradeButton } from '../_trade/trade-button';
import { Button } from '../_ui/button';

/** A card of the reader, which always says what is asked and what the market would pay. */
type OwnedCard = Card & Required<Pick<Card, 'soldFor' | 'askingPrice'>>;

type OwnListProps = {
  items: readonly OwnedCard[];
  /** The path of the page. */
  here: string;
};

/**
 * The items that a member owns, each with its offer and its buttons. A client component, so that
 * the server sends the items and not their elements: see docs/decisions/0011-page-cost.md.
 */
export function OwnList({ items, here }: OwnListProps) {
  return (
    <form method="get">
      <ItemGrid>
        {items.map((item) => (
          <ItemCard key={item.id} item={item}>
            <div className="card-own">
              <p>
                {item.askingPrice === null ? (
                  'Not listed'
                ) : (
                  <>
                    Listed at <Credits amount={item.askingPrice} />
                  </>
                )}
              </p>
              <OfferButton item={item} />
              {item.soldFor !== null && (
                <TradeButton kind="sell-back" item={{ ...item, price: item.soldFor }} here={here} />
              )}
            </div>
          </ItemCard>
        ))}
      </ItemGrid>
    </form>
  );
}

function OfferButton({ item: { id, name, askingPrice } }: { item: OwnedCard }) {
  const verb = askingPrice === null ? 'List for sale' : 'Change price';
  return (
    <Button variant="secondary" formAction={itemPath(id, 'list')} aria-label={`${verb} ${name}`}>
      {verb}
    </Button>
  );
}
