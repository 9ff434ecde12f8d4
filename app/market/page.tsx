import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { listCategories } from '@/lib/items/categories/queries';
import { countOwned, listOwned } from '@/lib/items/queries';
import { beginVisit } from '@/lib/people/visits/mutations';
import { beginsVisit, newSince } from '@/lib/people/visits/rule';
import { findItemByCode, getShelfVersion, listForSale } from '@/lib/shelf/queries';
import { wantedOf } from '@/lib/shelf/validation';
import { memberPage } from '@/lib/web/page';
import { itemPath } from '@/lib/web/paths';
import { saleCardsOf } from '../_items/cards';
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
  const { q } = wantedOf(await searchParams);
  return { title: q ? `Search: ${q}` : 'For sale' };
}

/** How many of a member's own items the market names; the rest are on their own page. */
const OWNED_SHOWN = 6;

const askedFor = async ({ searchParams }: Props) => addressWith(await searchParams);

export default memberPage(askedFor, async (member, { searchParams }: Props) => {
  const query = await searchParams;
  const { after: following, before: preceding, ...wanted } = wantedOf(query);
  const coded = wanted.q && (await findItemByCode(wanted.q));
  if (coded) redirect(itemPath(coded));
  const lastVisit = newSince(member);
  // A look that can't be written down now is written down with the next one.
  if (beginsVisit(member)) after(() => beginVisit(member.id, member.askedAt).catch(() => {}));
  // Read before the shelf: what changes in between is drawn twice, and never missed.
  const version = await getShelfVersion();
  const [sale, owned, categories] = await Promise.all([
    listForSale({
      search: wanted.q,
      from: wanted.from,
      category: wanted.category,
      most: wanted.affordable ? member.budget : null,
      since: wanted.new ? (lastVisit?.getTime() ?? 0) : null,
      sort: wanted.sort,
      after: following,
      before: preceding,
    }),
    listOwned(member.id, {}, OWNED_SHOWN),
    listCategories(),
  ]);
  const ownedCount = owned.next === null ? owned.items.length : await countOwned(member.id);
  const address = marketAddress(wanted);
  const whole = marketAddress({ ...wanted, after: following, before: preceding });
  const here = whole === '/market' ? undefined : whole;
  return (
    <>
      <PageHeading title="Market" lead={<Holdings budget={member.budget} items={ownedCount} />} />
      <FindForm
        key={address}
        wanted={wanted}
        categories={categories}
        returning={lastVisit !== null}
      />
      <section aria-labelledby="for-sale" className="grid gap-6">
        <div className="found">
          <h2 id="for-sale">For sale</h2>
          <p>{howMany(sale, wanted.q !== '')}</p>
          {address !== '/market' && <a href="/market">Clear</a>}
        </div>
        {sale.items.length > 0 ? (
          <SaleList items={saleCardsOf(sale.items, member)} budget={member.budget} here={here} />
        ) : (
          <NothingFound wanted={{ ...wanted, after: following, before: preceding }} page={sale} />
        )}
        <Pager
          previous={sale.previous && marketAddress({ ...wanted, before: sale.previous })}
          next={sale.next && marketAddress({ ...wanted, after: sale.next })}
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
