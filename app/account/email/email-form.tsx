'use client';

import { EMPTY_FORM } from '@/lib/form-state';
import { AuthCard } from '../../_components/auth-card';
import { Button } from '../../_components/button';
import { ErrorSummary } from '../../_components/error-summary';
import { Field } from '../../_components/field';
import { useCheckedForm } from '../../_components/use-checked-form';
import { emailAction } from '../actions';
import { CurrentPasswordField } from '../current-password-field';
import { WayBack } from '../way-back';

const schema = () => import('@/lib/accounts/validation').then(({ emailChange }) => emailChange);

/** @param email the address that the member has */
export function EmailForm({ email }: { email: string }) {
  const { form, field, summary, pending } = useCheckedForm({
    action: emailAction,
    path: '/account/email',
    schema,
    handedOver: EMPTY_FORM,
  });
  return (
    <AuthCard title="Change email" lead={`Your address is ${email}.`}>
      <form {...form} className="grid gap-5">
        <ErrorSummary {...summary} />
        <Field label="New email" type="email" autoComplete="email" required {...field('email')} />
        <CurrentPasswordField {...field('current_password')} />
        <div className="flex flex-wrap gap-3">
          <Button aria-disabled={pending}>Change email</Button>
          <WayBack />
        </div>
      </form>
    </AuthCard>
  );
}
