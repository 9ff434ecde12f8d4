import type { Metadata } from 'next';
import { memberPage } from '@/lib/web/page';
import { PasswordForm } from './password-form';

export const metadata: Metadata = { title: 'Change password' };

export default memberPage('/account/password', async () => <PasswordForm />);
