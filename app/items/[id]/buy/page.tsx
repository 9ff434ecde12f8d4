import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeDestination } from '@/lib/web/destination';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { THE_MARKET } from '../../../_trade/trade';
import { TradeConfirmation } from '../../../_trade/trade-confirmation';
import { requireItem } from '../item';

export async function generateMetadata({
  params,
}: PageProps<'/items/[id]/buy'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item ? `Buy ${item.name}` : 'Buy' };
}

export default page(async ({ params, searchParams }: PageProps<'/items/[id]/buy'>) => {
  const { id } = await params;
  const { back } = await searchParams;
  const query = typeof back === 'string' ? `?${new URLSearchParams({ back })}` : '';
  const member = await requireMember(`/items/${encodeURIComponent(id)}/buy${query}`);
  const item = await requireItem(id);
  const { salePrice: price, ownerName } = item;
  if (price === null || item.ownerId === member.id) redirect(`/items/${item.id}`);
  const traded = { ...item, price, seller: ownerName ?? THE_MARKET };
  return (
    <TradeConfirmation kind="buy" item={traded} member={member} back={safeDestination(back)} />
  );
});
