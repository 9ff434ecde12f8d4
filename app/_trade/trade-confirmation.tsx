import { randomUUID } from 'node:crypto';
import { ButtonLink } from '../_ui/button';
import { type TradedItem, type TradeKind, VERB } from './trade';
import { TradeForm } from './trade-form';

type Props = {
  kind: TradeKind;
  item: TradedItem;
  /** The member's budget in credits. */
  budget: number;
  /** The path of the page where the trade started. */
  back: string;
};

/** The page that asks the member to confirm a trade. */
export function TradeConfirmation({ kind, item, budget, back }: Props) {
  return (
    <section className="auth">
      <div className="sheet grid gap-6">
        <h1>
          {VERB[kind]} {item.name}?
        </h1>
        <TradeForm
          kind={kind}
          item={item}
          budget={budget}
          formKey={randomUUID()}
          back={back}
          cancel={
            <ButtonLink variant="secondary" href={back}>
              Cancel
            </ButtonLink>
          }
        />
      </div>
    </section>
  );
}
