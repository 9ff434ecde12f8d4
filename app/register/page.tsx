import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { page } from '@/lib/page';
import { handedOverState } from '@/lib/plain-form';
import { getMember } from '@/lib/session';
import { RegisterForm } from './register-form';

export const metadata: Metadata = { title: 'Create account' };

export default page(async () => {
  const handedOver = await handedOverState();
  if (!handedOver.message && (await getMember())) redirect('/market');
  return <RegisterForm handedOver={handedOver} />;
});
