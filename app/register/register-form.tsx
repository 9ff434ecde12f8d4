'use client';

import Link from 'next/link';
import { PASSWORD_BYTES, USERNAME_LENGTH } from '@/lib/people/users/limits';
import type { FormState } from '@/lib/web/forms/state';
import { Button } from '../_ui/button';
import { ErrorSummary } from '../_ui/error-summary';
import { Field } from '../_ui/field';
import { NarrowSheet } from '../_ui/narrow-sheet';
import { useCheckedForm } from '../_ui/use-checked-form';
import { registerAction } from './actions';

const schema = () =>
  import('@/lib/people/users/validation').then(({ registrationSchema }) => registrationSchema);

export function RegisterForm({ initialState }: { initialState: FormState }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: registerAction,
    path: '/register',
    schema,
    initialState,
  });
  return (
    <NarrowSheet
      title="Create account"
      lead="You start with 1,000 credits."
      footer={
        <p>
          Already have an account? <Link href="/login">Log in</Link>
        </p>
      }
    >
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field
          label="Username"
          autoComplete="username"
          maxLength={USERNAME_LENGTH.most}
          required
          {...field('username')}
        />
        <Field label="Email" type="email" autoComplete="email" required {...field('email')} />
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
        <Button aria-disabled={pending}>Create account</Button>
      </form>
    </NarrowSheet>
  );
}
