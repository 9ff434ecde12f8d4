import { itemPath } from '@/lib/web/paths';
import { Button } from '../_ui/button';
import { type TradedItem, type TradeKind, VERB } from './trade';

type Props = {
  kind: TradeKind;
  item: TradedItem;
  /** Not the thing to do now, such as buying what can’t be paid. */
  quiet?: boolean;
  /** The path of the page it stands on, to come back to; the market when absent. */
  here?: string | undefined;
};

/**
 * Opens the confirmation of a trade: a page of its own, or with JavaScript the `TradeDialog`. It
 * stands in a form with method GET, one for as many buttons as a page has.
 */
export function TradeButton({ kind, item, quiet, here }: Props) {
  return (
    <Button
      variant={kind === 'buy' && !quiet ? 'primary' : 'secondary'}
      formAction={itemPath(item.id, kind)}
      // Of a form with many buttons, only the one that is pressed is sent.
      name={here && 'back'}
      value={here}
      aria-label={`${VERB[kind]} ${item.name}`}
      data-trade={kind}
      data-id={item.id}
      data-name={item.name}
      data-price={item.price}
      data-seller={item.seller}
    >
      {VERB[kind]}
    </Button>
  );
}
