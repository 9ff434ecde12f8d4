import { randomUUID } from 'node:crypto';
import type { CurrentMember } from '@/lib/users/queries';
import { ButtonLink } from '../_components/button';
import { type TradedItem, type TradeKind, VERB } from './trade';
import { TradeForm } from './trade-form';

type Props = { kind: TradeKind; item: TradedItem; member: CurrentMember };

/** The page that asks before a trade is done. */
export function TradeConfirmation({ kind, item, member }: Props) {
  return (
    <section className="auth">
      <div className="sheet grid gap-6">
        <h1>
          {VERB[kind]} {item.name}?
        </h1>
        <TradeForm
          kind={kind}
          item={item}
          budget={member.budget}
          words={member.words}
          formKey={randomUUID()}
          cancel={
            <ButtonLink variant="secondary" href="/market">
              Cancel
            </ButtonLink>
          }
        />
      </div>
    </section>
  );
}
