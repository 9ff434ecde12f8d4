'use client';

import Link from 'next/link';
import type { FormState } from '@/lib/web/forms/state';
import { Button } from '../_ui/button';
import { Checkbox } from '../_ui/checkbox';
import { ErrorSummary } from '../_ui/error-summary';
import { Field } from '../_ui/field';
import { NarrowSheet } from '../_ui/narrow-sheet';
import { useCheckedForm } from '../_ui/use-checked-form';
import { loginAction } from './actions';

const schema = () => import('@/lib/people/users/validation').then(({ loginSchema }) => loginSchema);

type Props = {
  initialState: FormState;
  /** The path to go to after the login. */
  wanted: string | undefined;
};

export function LoginForm({ initialState, wanted }: Props) {
  const { form, field, summary, pending, values } = useCheckedForm({
    action: loginAction,
    path: '/login',
    schema,
    initialState,
  });
  const next = wanted ?? values.next;
  return (
    <NarrowSheet
      title="Log in"
      lead="Good to see you again."
      footer={
        <>
          <p>
            New here? <Link href="/register">Create account</Link>
          </p>
          <p>
            Forgot your password? Ask whoever runs the market for a code.{' '}
            <Link href="/join">Use a login code</Link>
          </p>
        </>
      }
    >
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        {next && <input type="hidden" name="next" value={next} />}
        <Field label="Username" autoComplete="username" required {...field('username')} />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          {...field('password')}
        />
        <Checkbox label="Keep me logged in" name="remember" value="yes" />
        <Button aria-disabled={pending}>Log in</Button>
      </form>
    </NarrowSheet>
  );
}
