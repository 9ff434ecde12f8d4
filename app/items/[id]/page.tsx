import { randomUUID } from 'node:crypto';
import { artworkUrl } from '@/lib/artwork/artwork';
import { isStarred } from '@/lib/inbox/stars/queries';
import { isOwner } from '@/lib/items/may';
import { listPhotos } from '@/lib/items/photos/queries';
import { getProvenance } from '@/lib/ledger/provenance/queries';
import { Barcode } from '../../_items/barcode';
import { PriceTag } from '../../_items/price-tag';
import { TradeDialog } from '../../_trade/trade-dialog';
import { ButtonLink } from '../../_ui/button';
import { Description } from './description';
import { Gallery } from './gallery';
import { ItemActions } from './item-actions';
import { itemPage } from './item-page';
import { PersonName } from './person-name';
import { StarButton } from './star-button';
import { Story } from './story';

const { generateMetadata, page } = itemPage({
  title: ({ name }) => name,
  untitled: 'Item',
  async render(item, member) {
    const [photos, provenance, starred] = await Promise.all([
      listPhotos(item.id),
      getProvenance(item.id),
      isStarred(member.id, item.id),
    ]);
    const mine = isOwner(member, item);
    // The price to buy the item, or the price that its owner gets from the market.
    const price = item.salePrice ?? (mine ? item.soldFor : null);
    const owner =
      item.ownerId === null
        ? null
        : { id: item.ownerId, name: item.ownerName ?? '', closedAt: null };
    return (
      <>
        <article className="item">
          {photos.length > 0 ? (
            <Gallery name={item.name} photos={photos} />
          ) : (
            <img
              src={artworkUrl(item.name, item.barcode)}
              alt=""
              width="480"
              height="480"
              className="item-picture"
            />
          )}
          <div className="grid content-start justify-items-start gap-6">
            <h1 id="item-name">{item.name}</h1>
            {price !== null && <PriceTag credits={price} large />}
            <Description text={item.description} />
            <ItemActions item={item} reader={member} />
            {!mine && <StarButton item={item} starred={starred} />}
            <dl className="summary w-full">
              <div>
                <dt>Owner</dt>
                <dd>
                  <PersonName person={owner} reader={member.id} first />
                </dd>
              </div>
              {item.category && (
                <div>
                  <dt>Category</dt>
                  <dd>{item.category}</dd>
                </div>
              )}
              <div>
                <dt>Barcode</dt>
                <dd>
                  <Barcode text={item.barcode} />
                </dd>
              </div>
            </dl>
          </div>
        </article>
        <section aria-labelledby="story" className="grid gap-6">
          <h2 id="story">Its story</h2>
          <Story provenance={provenance} reader={member.id} />
        </section>
        <p>
          <ButtonLink variant="secondary" href="/market">
            Back to the market
          </ButtonLink>
        </p>
        <TradeDialog budget={member.budget} formKey={randomUUID()} />
      </>
    );
  },
});

export { generateMetadata, page as default };
