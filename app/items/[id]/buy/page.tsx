import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { page } from '@/lib/page';
import { requireMember } from '@/lib/session';
import { TradeConfirmation } from '../../../market/trade-confirmation';
import { requireItem } from '../item';

export const metadata: Metadata = { title: 'Buy' };

export default page(async ({ params }: PageProps<'/items/[id]/buy'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}/buy`);
  const item = await requireItem(id);
  if (item.ownerId !== null) redirect(`/items/${item.id}`);
  return <TradeConfirmation kind="buy" item={item} member={member} />;
});
