import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { TradeConfirmation } from '../../../market/trade-confirmation';
import { requireItem } from '../item';

export const metadata: Metadata = { title: 'Sell back' };

export default page(async ({ params }: PageProps<'/items/[id]/sell-back'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}/sell-back`);
  const item = await requireItem(id);
  if (item.ownerId !== member.id || item.soldFor === null) redirect(`/items/${item.id}`);
  return (
    <TradeConfirmation kind="sell-back" item={{ ...item, price: item.soldFor }} member={member} />
  );
});
