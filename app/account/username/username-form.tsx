'use client';

import { USERNAME_LENGTH } from '@/lib/people/users/limits';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { Button } from '../../_ui/button';
import { ErrorSummary } from '../../_ui/error-summary';
import { Field } from '../../_ui/field';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { usernameAction } from '../actions';
import { CancelLink } from '../cancel-link';
import { CurrentPasswordField } from '../current-password-field';

const schema = () =>
  import('@/lib/people/accounts/validation').then(
    ({ usernameChangeSchema }) => usernameChangeSchema,
  );

/** @param username the member's current username */
export function UsernameForm({ username }: { username: string }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: usernameAction,
    path: '/account/username',
    schema,
    initialState: EMPTY_FORM,
  });
  return (
    <NarrowSheet title="Change username" lead={`You are ${username}.`}>
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
          <CancelLink />
        </div>
      </form>
    </NarrowSheet>
  );
}
