import type { Metadata } from 'next';
import { inCredits } from '@/lib/money';
import { getBelongings } from '@/lib/people/accounts/queries';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
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
