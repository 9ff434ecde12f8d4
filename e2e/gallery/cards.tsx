import type { Card } from '@/app/_items/cards';
import { ItemCard } from '@/app/_items/item-card';
import { ItemGrid } from '@/app/_items/item-grid';
import { ConfirmSummary } from '@/app/_trade/confirm-summary';
import { Button } from '@/app/_ui/button';
import { Pager } from '@/app/_ui/pager';
import { Part } from './part';
import { GALLERY_PATH } from './path';

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
        <Pager previous={GALLERY_PATH} next={GALLERY_PATH} label="Pages" />
      </Part>
      <Part name="Dialogs">
        <dialog open className="dialog" style={{ position: 'static' }} aria-labelledby="asked">
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
