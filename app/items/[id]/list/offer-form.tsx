'use client';

import type { FormState } from '@/lib/web/forms/state';
import { Button, ButtonLink } from '../../../_ui/button';
import { ErrorSummary } from '../../../_ui/error-summary';
import { useCheckedForm } from '../../../_ui/use-checked-form';
import { offerAction } from '../../actions';
import { PriceField } from '../../price-field';

const schema = () => import('@/lib/items/offers/validation').then(({ offer }) => offer);

type Props = {
  itemId: number;
  /** The form as it is before anything is typed. */
  start: FormState;
  /** What is said below the price. */
  hint: string;
  /** What the button does. */
  verb: string;
};

export function OfferForm({ itemId, start, hint, verb }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: offerAction,
    path: `/items/${itemId}/list`,
    schema,
    handedOver: start,
  });
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary {...summary} />
      <input type="hidden" name="item" value={itemId} />
      <PriceField hint={hint} {...field('asking_price')} />
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={pending}>{verb}</Button>
        <ButtonLink variant="secondary" href={`/items/${itemId}`}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
