'use client';

import { PASSWORD_BYTES } from '@/lib/people/users/limits';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { Field } from '../../_ui/field';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { passwordAction } from '../actions';
import { CancelLink } from '../cancel-link';
import { CurrentPasswordField } from '../current-password-field';

const schema = () =>
  import('@/lib/people/accounts/validation').then(
    ({ passwordChangeSchema }) => passwordChangeSchema,
  );

export function PasswordForm() {
  const { form, field, summary, pending } = useCheckedForm({
    action: passwordAction,
    path: '/account/password',
    schema,
    initialState: EMPTY_FORM,
  });
  return (
    <NarrowSheet title="Change password" lead="Wherever else you are logged in, you won’t be then.">
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <CurrentPasswordField {...field('current_password')} />
        <Field
          label="New password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_BYTES.least} characters.`}
          required
          {...field('password')}
        />
        <Field
          label="Confirm new password"
          type="password"
          autoComplete="new-password"
          required
          {...field('confirm_password')}
        />
        <div className="flex flex-wrap gap-3">
          <Button aria-disabled={pending}>Change password</Button>
          <CancelLink />
        </div>
      </form>
    </NarrowSheet>
  );
}
