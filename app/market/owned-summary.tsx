import type { ListedItem } from '@/lib/items/queries';
import { plural } from '@/lib/plural';
import { OwnedLine } from '../_items/item-list';
import { ButtonLink } from '../_ui/button';

type OwnedSummaryProps = {
  items: readonly ListedItem[];
  count: number;
  /** The path of the page, if it is not the market's own. */
  here?: string | undefined;
};

/** What a member owns, in a few lines: the newest by name, and the way to all. */
export function OwnedSummary({ items, count, here }: OwnedSummaryProps) {
  return (
    <section aria-labelledby="owned" className="grid gap-4">
      <h2 id="owned">Your items</h2>
      {count === 0 ? (
        <p className="text-soft">
          You own nothing yet. What you buy is named here, and can be sold back for what you paid.
        </p>
      ) : (
        <>
          <p className="owned-count">
            You own <a href="/items">{plural(count, { one: '1 item', other: `${count} items` })}</a>
            {count > items.length ? ', the newest of them:' : ':'}
          </p>
          <OwnedLine
            here={here}
            items={items.map(({ id, name, price, soldFor }) => ({
              id,
              name,
              price: soldFor ?? price,
              sellable: soldFor !== null,
            }))}
          />
          {count > items.length && (
            <p>
              <ButtonLink variant="secondary" href="/items">
                All {count} of your items
              </ButtonLink>
            </p>
          )}
        </>
      )}
    </section>
  );
}
