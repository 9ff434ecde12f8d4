'use client';

import type { FormState } from '@/lib/web/forms/state';
import { itemPath } from '@/lib/web/paths';
import { Credits } from '../../../_trade/credits';
import { Button, ButtonLink } from '../../../_ui/button';
import { ErrorSummary } from '../../../_ui/error-summary';
import { useCheckedForm } from '../../../_ui/use-checked-form';
import { offerAction } from '../../actions';
import { PriceField } from '../../price-field';

const schema = () => import('@/lib/items/offers/validation').then(({ offerSchema }) => offerSchema);

type Props = {
  itemId: number;
  /** The state of the form before anything is typed. */
  start: FormState;
  /** What the market pays for the item, in credits. Null when the market does not take it back. */
  soldFor: number | null;
  /** The text of the button. */
  verb: string;
};

export function OfferForm({ itemId, start, soldFor, verb }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: offerAction,
    path: itemPath(itemId, 'list'),
    schema,
    initialState: start,
  });
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary {...summary} />
      <input type="hidden" name="item" value={itemId} />
      <PriceField
        hint={
          soldFor === null ? (
            'A whole number.'
          ) : (
            <>
              A whole number. The market would take it back for <Credits amount={soldFor} />.
            </>
          )
        }
        {...field('asking_price')}
      />
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={pending}>{verb}</Button>
        <ButtonLink variant="secondary" href={itemPath(itemId)}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
