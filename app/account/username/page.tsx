import type { Metadata } from 'next';
import { memberPage } from '@/lib/web/page';
import { UsernameForm } from './username-form';

export const metadata: Metadata = { title: 'Change username' };

export default memberPage('/account/username', async ({ username }) => (
  <UsernameForm username={username} />
));
