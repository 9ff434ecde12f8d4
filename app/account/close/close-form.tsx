'use client';

import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { AuthCard } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { closeAction } from '../actions';
import { WayBack } from '../cancel-link';
import { CurrentPasswordField } from '../current-password-field';

const schema = () => import('@/lib/people/accounts/validation').then(({ closing }) => closing);

type Props = {
  /** What the market will have, in words. */
  items: string;
  credits: string;
  /** What the member calls credits. */
  word: string;
};

/** Says what closing an account does, and asks for the password. */
export function CloseForm({ items, credits, word }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: closeAction,
    path: '/account/close',
    schema,
    handedOver: EMPTY_FORM,
  });
  return (
    <AuthCard title="Close your account?" lead="This is for good. Nobody can open it again.">
      <dl className="summary">
        <div>
          <dt>Your items and their photos, which become the market’s</dt>
          <dd>{items}</dd>
        </div>
        <div>
          <dt>Your {word}, which go back to the market</dt>
          <dd>{credits}</dd>
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
          <WayBack />
        </div>
      </form>
    </AuthCard>
  );
}
