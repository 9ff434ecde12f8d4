import type { ComponentProps, ReactNode } from 'react';
import { Button } from '../_ui/button';
import { purchaseAction, sellBackAction } from './actions';
import { ConfirmSummary } from './confirm-summary';
import { Credits, CreditsWord } from './credits';
import { budgetAfter, ITEM_FIELD, type TradedItem, type TradeKind, VERB } from './trade';

type Props = {
  kind: TradeKind;
  item: TradedItem;
  budget: number;
  /** The one-time key of this confirmation. */
  formKey: string;
  /** The path to come back to. */
  back: string;
  pending?: boolean;
  onSubmit?: ComponentProps<'form'>['onSubmit'];
  /** The button or link that cancels the trade. */
  cancel: ReactNode;
};

/** The summary of a trade, and the form that does the trade. `budget` is in credits. */
export function TradeForm({ kind, item, budget, formKey, back, pending, onSubmit, cancel }: Props) {
  const after = budgetAfter(kind, budget, item.price);
  return (
    <form
      action={kind === 'buy' ? purchaseAction : sellBackAction}
      onSubmit={onSubmit}
      className="grid gap-6"
    >
      <ConfirmSummary
        item={item.name}
        seller={kind === 'buy' ? item.seller : undefined}
        price={item.price}
        budgetBefore={budget}
        budgetAfter={after}
      />
      {after < 0 && (
        <p className="text-danger">
          You don’t have enough <CreditsWord />: <Credits amount={-after} /> short.
        </p>
      )}
      <input type="hidden" name={ITEM_FIELD[kind]} value={item.id} />
      <input type="hidden" name="price" value={item.price} />
      <input type="hidden" name="key" value={`${formKey}-${item.id}`} />
      <input type="hidden" name="back" value={back} />
      <div className="flex flex-wrap gap-3">
        {after >= 0 && (
          <Button aria-disabled={pending} aria-label={`${VERB[kind]} ${item.name}`}>
            {VERB[kind]}
          </Button>
        )}
        {cancel}
      </div>
    </form>
  );
}
