import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { answersForm, postedFormState } from '@/lib/web/forms/plain-post';
import { page } from '@/lib/web/page';
import { getMember } from '@/lib/web/session/member';
import { RegisterForm } from './register-form';

export const metadata: Metadata = { title: 'Create account' };

export default page(async () => {
  if (!(await answersForm()) && (await getMember())) redirect('/market');
  return <RegisterForm initialState={await postedFormState()} />;
});
