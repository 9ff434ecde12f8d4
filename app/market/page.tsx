import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { listCategories } from '@/lib/items/categories/queries';
import { countOwned, listOwned } from '@/lib/items/queries';
import { beginVisit } from '@/lib/people/visits/mutations';
import { beginsVisit, newSince } from '@/lib/people/visits/rule';
import { findItemByCode, getShelfVersion, listForSale } from '@/lib/shelf/queries';
import { readSearch } from '@/lib/shelf/validation';
import { memberPage } from '@/lib/web/page';
import { itemPath } from '@/lib/web/paths';
import { saleCardOf } from '../_items/cards';
import { Holdings } from '../_items/holdings';
import { InfoDialog } from '../_items/info-dialog';
import { SaleList } from '../_items/item-list';
import { TradeDialog } from '../_trade/trade-dialog';
import { PageHeading } from '../_ui/page-heading';
import { Pager } from '../_ui/pager';
import { addressWith, marketAddress } from './address';
import { FindForm } from './find-form';
import { howMany } from './found-count';
import { LiveShelf } from './live-shelf';
import { NothingFound } from './nothing-found';
import { OwnedSummary } from './owned-summary';

type Props = PageProps<'/market'>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { q } = readSearch(await searchParams);
  return { title: q ? `Search: ${q}` : 'For sale' };
}

/** How many of a member's own items the market names; the rest are on their own page. */
const OWNED_SHOWN = 6;

const askedFor = async ({ searchParams }: Props) => addressWith(await searchParams);

export default memberPage(askedFor, async (member, { searchParams }: Props) => {
  const search = readSearch(await searchParams);
  const itemByCode = search.q && (await findItemByCode(search.q));
  if (itemByCode) redirect(itemPath(itemByCode));
  const lastVisit = newSince(member);
  // When this write fails, the next view of the market writes it.
  if (beginsVisit(member)) after(() => beginVisit(member.id, member.askedAt).catch(() => {}));
  // The version is read before the items. A change in between redraws the page once too often; in the
  // other order the page could miss the change.
  const version = await getShelfVersion();
  const [sale, owned, categories] = await Promise.all([
    listForSale(search, { budget: member.budget, newSince: lastVisit }),
    listOwned(member.id, {}, OWNED_SHOWN),
    listCategories(),
  ]);
  const ownedCount = owned.next === null ? owned.items.length : await countOwned(member.id);
  const firstPage = { ...search, after: null, before: null };
  const address = marketAddress(firstPage);
  const thisPage = marketAddress(search);
  const here = thisPage === '/market' ? undefined : thisPage;
  return (
    <>
      <PageHeading title="Market" lead={<Holdings budget={member.budget} items={ownedCount} />} />
      <FindForm
        key={address}
        search={firstPage}
        categories={categories}
        returning={lastVisit !== null}
      />
      <section aria-labelledby="for-sale" className="grid gap-6">
        <div className="found">
          <h2 id="for-sale">For sale</h2>
          <p>{howMany(sale, search.q !== '')}</p>
          {address !== '/market' && <a href="/market">Clear</a>}
        </div>
        {sale.items.length > 0 ? (
          <SaleList
            items={sale.items.map((item) => saleCardOf(item, member))}
            budget={member.budget}
            here={here}
          />
        ) : (
          <NothingFound search={search} page={sale} />
        )}
        <Pager
          previous={sale.previous && marketAddress({ ...firstPage, before: sale.previous })}
          next={sale.next && marketAddress({ ...firstPage, after: sale.next })}
          label="Pages of what is for sale"
        />
      </section>
      <OwnedSummary items={owned.items} count={ownedCount} here={here} />
      <LiveShelf version={version} />
      <InfoDialog />
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});
