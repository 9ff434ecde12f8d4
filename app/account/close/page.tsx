import type { Metadata } from 'next';
import { getBelongings } from '@/lib/people/accounts/queries';
import { memberPage } from '@/lib/web/page';
import { CloseForm } from './close-form';

export const metadata: Metadata = { title: 'Close your account' };

export default memberPage('/account/close', async ({ id }) => {
  return <CloseForm {...(await getBelongings(id))} />;
});
