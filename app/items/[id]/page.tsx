import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { artworkUrl } from '@/lib/artwork/artwork';
import { inCredits } from '@/lib/money';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { isStarred } from '@/lib/stars/queries';
import { Barcode } from '../../_components/barcode';
import { ButtonLink } from '../../_components/button';
import { PriceTag } from '../../_components/price-tag';
import { TradeButton } from '../../market/trade-button';
import { TradeDialog } from '../../market/trade-dialog';
import { StarButton } from '../../stars/star-button';
import { requireItem } from './item';

export async function generateMetadata({ params }: PageProps<'/items/[id]'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item?.name ?? 'Item' };
}

export default page(async ({ params }: PageProps<'/items/[id]'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}`);
  const item = await requireItem(id);
  const starred = await isStarred(member.id, item.id);
  const mine = item.ownerId === member.id;
  const trade = item.ownerId === null ? 'buy' : mine && item.soldFor !== null ? 'sell-back' : null;
  const price = mine && item.soldFor !== null ? item.soldFor : item.price;
  const short = trade === 'buy' ? Math.max(0, price - member.budget) : 0;
  return (
    <>
      <article className="item">
        <img
          src={artworkUrl(item.name, item.barcode)}
          alt=""
          width="480"
          height="480"
          className="item-picture"
        />
        <div className="grid content-start justify-items-start gap-6">
          <h1 id="item-name">{item.name}</h1>
          <PriceTag credits={price} large />
          <p className="item-description">{item.description || 'No description.'}</p>
          {short > 0 && <p className="text-soft">That is {inCredits(short)} more than you have.</p>}
          {trade && (
            <form method="get">
              <TradeButton kind={trade} item={{ ...item, price }} quiet={short > 0} />
            </form>
          )}
          {!mine && <StarButton item={item} starred={starred} />}
          <dl className="summary w-full">
            <div>
              <dt>Owner</dt>
              <dd>{mine ? 'You' : (item.ownerName ?? 'The market')}</dd>
            </div>
            <div>
              <dt>Barcode</dt>
              <dd>
                <Barcode text={item.barcode} />
              </dd>
            </div>
          </dl>
        </div>
      </article>
      <p>
        <ButtonLink variant="secondary" href="/market">
          Back to the market
        </ButtonLink>
      </p>
      <TradeDialog budget={member.budget} formKey={randomUUID()} />
    </>
  );
});
