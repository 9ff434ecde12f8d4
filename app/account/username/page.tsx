import type { Metadata } from 'next';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { UsernameForm } from './username-form';

export const metadata: Metadata = { title: 'Change username' };

export default page(async () => {
  const { username } = await requireMember('/account/username');
  return <UsernameForm username={username} />;
});
