import { Button } from '../_components/button';
import { type TradedItem, type TradeKind, VERB } from './trade';

type Props = {
  kind: TradeKind;
  item: TradedItem;
  /** Not the thing to do now, such as buying what can’t be paid. */
  quiet?: boolean;
};

/**
 * Opens the confirmation of a trade: a page of its own, or with JavaScript the `TradeDialog`. It
 * stands in a form with method GET, one for as many buttons as a page has.
 */
export function TradeButton({ kind, item, quiet }: Props) {
  return (
    <Button
      variant={kind === 'buy' && !quiet ? 'primary' : 'secondary'}
      formAction={`/items/${item.id}/${kind}`}
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
