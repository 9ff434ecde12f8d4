import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { countOwned, listForSale, listOwned } from '@/lib/items/queries';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { getShelfVersion } from '@/lib/shelf/queries';
import { ButtonLink } from '../_components/button';
import { EmptyState } from '../_components/empty-state';
import { LiveShelf } from '../_components/live-shelf';
import { PageHeading } from '../_components/page-heading';
import { InfoDialog } from '../items/info-dialog';
import { cardsOf, ownedCardsOf } from './cards';
import { OwnedList, Pager, SaleList } from './item-list';
import { meansOf } from './means';
import { pathAt, positionOf } from './position';
import { TradeDialog } from './trade-dialog';

// Nobody previews it: without a session it is the login.
export const metadata: Metadata = { title: 'For sale', openGraph: null, twitter: null };

/** How many of a member's own items the market shows; the rest are on their own page. */
const OWNED_SHOWN = 6;

export default page(async ({ searchParams }: PageProps<'/market'>) => {
  const position = positionOf(await searchParams);
  const member = await requireMember(pathAt('/market', position));
  // Read before the shelf: what changes in between is drawn twice, and never missed.
  const version = await getShelfVersion();
  const [sale, owned] = await Promise.all([
    listForSale(position),
    listOwned(member.id, {}, OWNED_SHOWN),
  ]);
  const ownedCount = owned.older === null ? owned.items.length : await countOwned(member.id);
  return (
    <>
      <PageHeading title="Market" lead={meansOf(member.budget, ownedCount)} />
      <section aria-labelledby="for-sale" className="grid gap-6">
        <h2 id="for-sale">For sale</h2>
        {sale.items.length > 0 ? (
          <>
            <SaleList items={cardsOf(sale.items)} budget={member.budget} />
            <Pager
              page={{ newer: sale.newer, older: sale.older }}
              path="/market"
              label="Pages of what is for sale"
            />
          </>
        ) : (
          <EmptyState title="The shelves are empty">
            <p>Everything has been sold. Sell something back, or come by again later.</p>
          </EmptyState>
        )}
      </section>
      <section aria-labelledby="owned" className="grid gap-6">
        <h2 id="owned">Your items</h2>
        {owned.items.length > 0 ? (
          <>
            <OwnedList items={ownedCardsOf(owned.items)} />
            {ownedCount > OWNED_SHOWN && (
              <p>
                <ButtonLink variant="secondary" href="/items">
                  All {ownedCount} of your items
                </ButtonLink>
              </p>
            )}
          </>
        ) : (
          <EmptyState title="You own nothing yet">
            <p>What you buy stands here, and can be sold back for what you paid.</p>
          </EmptyState>
        )}
      </section>
      <LiveShelf version={version} />
      <InfoDialog />
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});
