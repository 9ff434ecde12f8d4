import type { Metadata } from 'next';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { EmailForm } from './email-form';

export const metadata: Metadata = { title: 'Change email' };

export default page(async () => {
  const { email } = await requireMember('/account/email');
  return <EmailForm email={email} />;
});
