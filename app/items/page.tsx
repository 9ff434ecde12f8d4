import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { listOwned } from '@/lib/items/queries';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { ButtonLink } from '../_components/button';
import { EmptyState } from '../_components/empty-state';
import { PageHeading } from '../_components/page-heading';
import { ownedCardsOf } from '../market/cards';
import { OwnedList, Pager } from '../market/item-list';
import { pathAt, positionOf } from '../market/position';
import { TradeDialog } from '../market/trade-dialog';
import { InfoDialog } from './info-dialog';

export const metadata: Metadata = { title: 'Your items' };

export default page(async ({ searchParams }: PageProps<'/items'>) => {
  const position = positionOf(await searchParams);
  const member = await requireMember(pathAt('/items', position));
  const owned = await listOwned(member.id, position);
  return (
    <>
      <PageHeading title="Your items" lead="What you sell back pays what you paid for it." />
      {owned.items.length > 0 ? (
        <section aria-labelledby="owned" className="grid gap-6">
          <h2 id="owned" className="sr-only">
            All of them, newest first
          </h2>
          <OwnedList items={ownedCardsOf(owned.items)} />
          <Pager
            page={{ newer: owned.newer, older: owned.older }}
            path="/items"
            label="Pages of your items"
          />
        </section>
      ) : (
        <EmptyState title="You own nothing yet">
          <p>Buy something, and it stands here.</p>
          <ButtonLink href="/market">Go to the market</ButtonLink>
        </EmptyState>
      )}
      <InfoDialog />
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});
