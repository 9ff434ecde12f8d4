'use client';

import Link from 'next/link';
import { LOGIN_CODE_HOURS, LOGIN_CODE_LENGTH } from '@/lib/people/login-codes/limits';
import { PASSWORD_BYTES } from '@/lib/people/users/limits';
import type { FormState } from '@/lib/web/forms/state';
import { Button } from '../_ui/button';
import { ErrorSummary } from '../_ui/error-summary';
import { Field } from '../_ui/field';
import { NarrowSheet } from '../_ui/narrow-sheet';
import { useCheckedForm } from '../_ui/use-checked-form';
import { joinAction } from './actions';

const schema = () =>
  import('@/lib/people/login-codes/validation').then(({ joiningSchema }) => joiningSchema);

type Props = {
  initialState: FormState;
  /** The name of the member who is logged in. The code may belong to another member. */
  member: string | undefined;
};

export function JoinForm({ initialState, member }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: joinAction,
    path: '/join',
    schema,
    initialState,
  });
  return (
    <NarrowSheet
      title="Use a login code"
      lead={
        member
          ? `You are logged in as ${member}. The code logs in the member it was made for.`
          : 'Type the code, and choose a new password.'
      }
      footer={
        <>
          <p>
            No code, or one older than {LOGIN_CODE_HOURS} hours? Ask whoever runs the market for a
            new one.
          </p>
          {!member && (
            <p>
              Know your password? <Link href="/login">Log in</Link>
            </p>
          )}
        </>
      }
    >
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field
          label="Code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          hint={`${LOGIN_CODE_LENGTH} letters and digits. Capitals, dashes and spaces don’t matter.`}
          required
          {...field('code')}
        />
        <Field
          label="Password"
          type="password"
          autoComplete="new-password"
          hint={`At least ${PASSWORD_BYTES.least} characters.`}
          required
          {...field('password')}
        />
        <Field
          label="Confirm password"
          type="password"
          autoComplete="new-password"
          required
          {...field('confirm_password')}
        />
        <Button aria-disabled={pending}>Save and log in</Button>
      </form>
    </NarrowSheet>
  );
}
