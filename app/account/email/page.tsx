import type { Metadata } from 'next';
import { memberPage } from '@/lib/web/page';
import { EmailForm } from './email-form';

export const metadata: Metadata = { title: 'Change email' };

export default memberPage('/account/email', async ({ email }) => <EmailForm email={email} />);
