'use client';

import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { Field } from '../../_ui/field';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { emailAction } from '../actions';
import { CancelLink } from '../cancel-link';
import { CurrentPasswordField } from '../current-password-field';

const schema = () =>
  import('@/lib/people/accounts/validation').then(({ emailChangeSchema }) => emailChangeSchema);

/** @param email the member's current address */
export function EmailForm({ email }: { email: string }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: emailAction,
    path: '/account/email',
    schema,
    initialState: EMPTY_FORM,
  });
  return (
    <NarrowSheet title="Change email" lead={`Your address is ${email}.`}>
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field label="New email" type="email" autoComplete="email" required {...field('email')} />
        <CurrentPasswordField {...field('current_password')} />
        <div className="flex flex-wrap gap-3">
          <Button aria-disabled={pending}>Change email</Button>
          <CancelLink />
        </div>
      </form>
    </NarrowSheet>
  );
}
