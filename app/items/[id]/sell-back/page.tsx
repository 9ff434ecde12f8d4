import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeDestination } from '@/lib/web/destination';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { TradeConfirmation } from '../../../_trade/trade-confirmation';
import { requireItem } from '../item';

export async function generateMetadata({
  params,
}: PageProps<'/items/[id]/sell-back'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item ? `Sell back ${item.name}` : 'Sell back' };
}

export default page(async ({ params, searchParams }: PageProps<'/items/[id]/sell-back'>) => {
  const { id } = await params;
  const { back } = await searchParams;
  const query = typeof back === 'string' ? `?${new URLSearchParams({ back })}` : '';
  const member = await requireMember(`/items/${encodeURIComponent(id)}/sell-back${query}`);
  const item = await requireItem(id);
  if (item.ownerId !== member.id || item.soldFor === null) redirect(`/items/${item.id}`);
  return (
    <TradeConfirmation
      kind="sell-back"
      item={{ ...item, price: item.soldFor }}
      member={member}
      back={safeDestination(back)}
    />
  );
});
