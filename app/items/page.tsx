import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { type ListedItem, listOwned } from '@/lib/items/queries';
import { memberPage } from '@/lib/web/page';
import { pagesBeside, pathAt, positionOf } from '@/lib/web/paging';
import { cardOf } from '../_items/cards';
import { InfoDialog } from '../_items/info-dialog';
import { TradeDialog } from '../_trade/trade-dialog';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { PageHeading } from '../_ui/page-heading';
import { Pager } from '../_ui/pager';
import { OwnList } from './own-list';

export const metadata: Metadata = { title: 'Your items' };

type Props = PageProps<'/items'>;

const pathOf = async ({ searchParams }: Props) => pathAt('/items', positionOf(await searchParams));

export default memberPage(pathOf, async (member, { searchParams }: Props) => {
  const position = positionOf(await searchParams);
  const here = pathAt('/items', position);
  const owned = await listOwned(member.id, position);
  return (
    <>
      <PageHeading
        title="Your items"
        lead="What the market has sold, it takes back for what it was paid."
        aside={
          <ButtonLink variant="secondary" href="/items/new">
            Add an item
          </ButtonLink>
        }
      />
      {owned.items.length > 0 ? (
        <section aria-labelledby="owned" className="grid gap-6">
          <h2 id="owned" className="sr-only">
            All of them, newest first
          </h2>
          <OwnList items={owned.items.map(ownCardOf)} here={here} />
        </section>
      ) : owned.previous || owned.next ? (
        <p>Nothing is left on this page.</p>
      ) : (
        <EmptyState title="You own nothing yet">
          <p>Buy something or add what you have, and it stands here.</p>
          <ButtonLink href="/market">Go to the market</ButtonLink>
        </EmptyState>
      )}
      <Pager {...pagesBeside('/items', owned)} label="Pages of your items" />
      <InfoDialog />
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});

/** The tag shows what the owner asks, else what the market would pay. */
function ownCardOf(item: ListedItem) {
  const { price, soldFor, askingPrice } = item;
  return { ...cardOf(item, askingPrice ?? soldFor ?? price), soldFor, askingPrice };
}
