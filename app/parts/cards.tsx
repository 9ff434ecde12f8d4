'use client';

import type { Card } from '../_items/cards';
import { ItemCard } from '../_items/item-card';
import { ItemGrid } from '../_items/item-grid';
import { ConfirmSummary } from '../_trade/confirm-summary';
import { Button } from '../_ui/button';
import { Pager } from '../_ui/pager';
import { Part } from './part';

/** Items as they stand in lists, and the sheet that asks about one. */
export function Cards({ items }: { items: readonly Card[] }) {
  return (
    <>
      <Part name="Cards">
        <ItemGrid>
          {items.map((item, index) => (
            <ItemCard key={item.id} item={item} tooExpensive={item.price > 1_000}>
              {index % 3 !== 2 && (
                <Button
                  type="button"
                  variant={item.price > 1_000 ? 'secondary' : 'primary'}
                  aria-label={`Buy ${item.name}`}
                >
                  Buy
                </Button>
              )}
            </ItemCard>
          ))}
        </ItemGrid>
        <Pager previous="/parts" next="/parts" label="Pages" />
      </Part>
      <Part name="Dialogs">
        <dialog open className="dialog static" aria-labelledby="asked">
          <div className="grid gap-6">
            <h3 id="asked">Buy Ukulele?</h3>
            <ConfirmSummary item="Ukulele" price={180} budgetBefore={1_000} budgetAfter={820} />
            <div className="flex flex-wrap gap-3">
              <Button type="button">Buy</Button>
              <Button type="button" variant="secondary">
                Cancel
              </Button>
            </div>
          </div>
        </dialog>
      </Part>
    </>
  );
}
