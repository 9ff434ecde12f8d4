import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { page } from '@/lib/page';
import { answersForm, handedOverState } from '@/lib/plain-form';
import { getMember } from '@/lib/session';
import { RegisterForm } from './register-form';

export const metadata: Metadata = { title: 'Create account' };

export default page(async () => {
  if (!(await answersForm()) && (await getMember())) redirect('/market');
  return <RegisterForm handedOver={await handedOverState()} />;
});
