import type { Metadata } from 'next';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { PasswordForm } from './password-form';

export const metadata: Metadata = { title: 'Change password' };

export default page(async () => {
  await requireMember('/account/password');
  return <PasswordForm />;
});
