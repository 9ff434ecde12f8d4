import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { listCategories } from '@/lib/items/categories/queries';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { AuthCard } from '../../../_ui/narrow-sheet';
import { requireItem } from '../item';
import { EditForm } from './edit-form';

export async function generateMetadata({
  params,
}: PageProps<'/items/[id]/edit'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item ? `Edit ${item.name}` : 'Edit' };
}

export default page(async ({ params }: PageProps<'/items/[id]/edit'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}/edit`);
  const item = await requireItem(id);
  if (item.ownerId !== member.id) redirect(`/items/${item.id}`);
  const { name, description, category } = item;
  return (
    <AuthCard title={`Edit ${name}`} lead="What you change is told on its page.">
      <EditForm
        itemId={item.id}
        start={{
          ...EMPTY_FORM,
          values: { item: String(item.id), name, description, category: category ?? '' },
        }}
        categories={await listCategories()}
      />
    </AuthCard>
  );
});
