import { isOwner } from '@/lib/items/may';
import type { Item } from '@/lib/items/queries';
import { itemPath } from '@/lib/web/paths';
import { Credits } from '../../_trade/credits';
import { THE_MARKET } from '../../_trade/trade';
import { TradeButton } from '../../_trade/trade-button';
import { Button } from '../../_ui/button';

type Props = {
  item: Item;
  reader: { id: number; budget: number };
};

/** The buttons that the reader of an item's page has, or the reason why there are none. */
export function ItemActions({ item, reader }: Props) {
  if (isOwner(reader, item)) return <OwnersActions item={item} />;
  const { salePrice: price, ownerName } = item;
  if (price === null) return <p className="text-soft">{ownerName} does not offer it for sale.</p>;
  const short = Math.max(0, price - reader.budget);
  return (
    <>
      {short > 0 && (
        <p className="text-soft">
          That is <Credits amount={short} /> more than you have.
        </p>
      )}
      <form method="get">
        <TradeButton
          kind="buy"
          item={{ ...item, price, seller: ownerName ?? THE_MARKET }}
          quiet={short > 0}
          here={itemPath(item.id)}
        />
      </form>
    </>
  );
}

function OwnersActions({ item }: { item: Item }) {
  const { id, askingPrice, soldFor } = item;
  const listed = askingPrice !== null;
  return (
    <>
      <p className="text-soft">
        {listed ? 'You offer it to the other members.' : 'You don’t offer it to the others.'}
        {soldFor !== null && (
          <>
            {' '}
            The market takes it back for <Credits amount={soldFor} />.
          </>
        )}
      </p>
      <form method="get" className="flex flex-wrap gap-3">
        <Button formAction={itemPath(id, 'list')}>
          {listed ? 'Change price' : 'List for sale'}
        </Button>
        {listed && (
          <Button variant="secondary" formMethod="post" formAction={itemPath(id, 'withdraw')}>
            Withdraw
          </Button>
        )}
        {soldFor !== null && (
          <TradeButton kind="sell-back" item={{ ...item, price: soldFor }} here={itemPath(id)} />
        )}
        <Button variant="quiet" formAction={itemPath(id, 'edit')}>
          Edit
        </Button>
        <Button variant="quiet" formAction={itemPath(id, 'photos')}>
          Photos
        </Button>
      </form>
    </>
  );
}
