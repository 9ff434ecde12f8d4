'use client';

import { plural } from '@/lib/plural';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Credits, CreditsWord } from '../../_trade/credits';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { closeAction } from '../actions';
import { CancelLink } from '../cancel-link';
import { CurrentPasswordField } from '../current-password-field';

const schema = () =>
  import('@/lib/people/accounts/validation').then(({ closingSchema }) => closingSchema);

type Props = {
  /** How many items the market will get. */
  items: number;
  /** How many credits the market will get. */
  credits: number;
};

/** Explains what happens when an account is closed, and asks for the password. */
export function CloseForm({ items, credits }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: closeAction,
    path: '/account/close',
    schema,
    initialState: EMPTY_FORM,
  });
  return (
    <NarrowSheet title="Close your account?" lead="This is for good. Nobody can open it again.">
      <dl className="summary">
        <div>
          <dt>Your items and their photos, which become the market’s</dt>
          <dd>
            {items === 0 ? 'none' : plural(items, { one: '1 item', other: `${items} items` })}
          </dd>
        </div>
        <div>
          <dt>
            Your <CreditsWord />, which go back to the market
          </dt>
          <dd>
            <Credits amount={credits} />
          </dd>
        </div>
        <div>
          <dt>Your name, email address, password, stars and messages</dt>
          <dd>forgotten</dd>
        </div>
        <div>
          <dt>Your trades, which others have on their statements</dt>
          <dd>stay, as those of a closed account</dd>
        </div>
      </dl>
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <CurrentPasswordField {...field('current_password')} />
        <div className="flex flex-wrap gap-3">
          <Button variant="danger" aria-disabled={pending}>
            Close account
          </Button>
          <CancelLink />
        </div>
      </form>
    </NarrowSheet>
  );
}
