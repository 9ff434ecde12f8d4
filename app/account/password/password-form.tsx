'use client';

import { EMPTY_FORM } from '@/lib/form-state';
import { PASSWORD_BYTES } from '@/lib/users/limits';
import { AuthCard } from '../../_components/auth-card';
import { Button } from '../../_components/button';
import { ErrorSummary } from '../../_components/error-summary';
import { Field } from '../../_components/field';
import { useCheckedForm } from '../../_components/use-checked-form';
import { passwordAction } from '../actions';
import { CurrentPasswordField } from '../current-password-field';
import { WayBack } from '../way-back';

const schema = () =>
  import('@/lib/accounts/validation').then(({ passwordChange }) => passwordChange);

export function PasswordForm() {
  const { form, field, summary, pending } = useCheckedForm({
    action: passwordAction,
    path: '/account/password',
    schema,
    handedOver: EMPTY_FORM,
  });
  return (
    <AuthCard title="Change password" lead="Wherever else you are logged in, you won’t be then.">
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
          <WayBack />
        </div>
      </form>
    </AuthCard>
  );
}
