import { itemPath } from '@/lib/web/paths';
import { Button } from '../_ui/button';
import { type TradedItem, type TradeKind, VERB } from './trade';

type Props = {
  kind: TradeKind;
  item: TradedItem;
  /** Whether the button is less prominent, for example when the budget is too small. */
  quiet?: boolean;
  /** The path of this page, to come back to. Absent: the market. */
  here?: string | undefined;
};

/**
 * Opens the confirmation of a trade: a page, or with JavaScript the `TradeDialog`. The button needs
 * a form with method GET around it. One such form can hold many buttons.
 */
export function TradeButton({ kind, item, quiet, here }: Props) {
  return (
    <Button
      variant={kind === 'buy' && !quiet ? 'primary' : 'secondary'}
      formAction={itemPath(item.id, kind)}
      // A form sends the name and the value of only that button which was pressed.
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
