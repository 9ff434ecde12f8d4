'use client';

import { EMPTY_FORM } from '@/lib/form-state';
import { USERNAME_LENGTH } from '@/lib/users/limits';
import { AuthCard } from '../../_components/auth-card';
import { Button } from '../../_components/button';
import { ErrorSummary } from '../../_components/error-summary';
import { Field } from '../../_components/field';
import { useCheckedForm } from '../../_components/use-checked-form';
import { usernameAction } from '../actions';
import { CurrentPasswordField } from '../current-password-field';
import { WayBack } from '../way-back';

const schema = () =>
  import('@/lib/accounts/validation').then(({ usernameChange }) => usernameChange);

/** @param username the one that the member has */
export function UsernameForm({ username }: { username: string }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: usernameAction,
    path: '/account/username',
    schema,
    handedOver: EMPTY_FORM,
  });
  return (
    <AuthCard title="Change username" lead={`You are ${username}.`}>
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field
          label="New username"
          autoComplete="username"
          maxLength={USERNAME_LENGTH.most}
          hint="You log in with it from then on, and your page has another address."
          required
          {...field('username')}
        />
        <CurrentPasswordField {...field('current_password')} />
        <div className="flex flex-wrap gap-3">
          <Button aria-disabled={pending}>Change username</Button>
          <WayBack />
        </div>
      </form>
    </AuthCard>
  );
}
