import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { inCredits } from '@/lib/money';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { AuthCard } from '../../../_ui/narrow-sheet';
import { requireItem } from '../item';
import { OfferForm } from './offer-form';

export async function generateMetadata({
  params,
}: PageProps<'/items/[id]/list'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item ? `List ${item.name} for sale` : 'List for sale' };
}

export default page(async ({ params }: PageProps<'/items/[id]/list'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}/list`);
  const item = await requireItem(id);
  if (item.ownerId !== member.id) redirect(`/items/${item.id}`);
  const listed = item.askingPrice !== null;
  const values = { item: String(item.id), asking_price: String(item.askingPrice ?? '') };
  return (
    <AuthCard
      title={listed ? `Change the price of ${item.name}` : `List ${item.name} for sale`}
      lead={
        listed
          ? `You ask ${inCredits(item.askingPrice ?? 0, member.words)} for it now.`
          : 'Whoever buys it pays you, and has it at once.'
      }
    >
      <OfferForm
        itemId={item.id}
        start={{ ...EMPTY_FORM, values }}
        hint={
          item.soldFor === null
            ? 'A whole number.'
            : `A whole number. The market would take it back for ${inCredits(item.soldFor, member.words)}.`
        }
        verb={listed ? 'Change price' : 'List for sale'}
      />
    </AuthCard>
  );
});
