import type { Metadata } from 'next';
import { getBelongings } from '@/lib/accounts/queries';
import { inCredits } from '@/lib/money';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { CloseForm } from './close-form';

export const metadata: Metadata = { title: 'Close your account' };

export default page(async () => {
  const { id, words } = await requireMember('/account/close');
  const { items, credits } = await getBelongings(id);
  return (
    <CloseForm
      items={items === 0 ? 'none' : items === 1 ? '1 item' : `${items} items`}
      credits={inCredits(credits, words)}
      word={words.many}
    />
  );
});
