import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { listCategories } from '@/lib/categories/queries';
import { EMPTY_FORM } from '@/lib/form-state';
import { page } from '@/lib/page';
import { answersForm, handedOverState } from '@/lib/plain-form';
import { requireMember } from '@/lib/session';
import { AuthCard } from '../../_components/auth-card';
import { AddForm } from './add-form';

export const metadata: Metadata = { title: 'Add an item' };

export default page(async () => {
  await requireMember('/items/new');
  const sent = (await answersForm()) ? await handedOverState() : null;
  const key = randomUUID();
  return (
    <AuthCard title="Add an item" lead="It is yours until somebody buys it.">
      <AddForm
        start={
          sent
            ? { ...sent, values: { key, ...sent.values } }
            : { ...EMPTY_FORM, values: { key, offer: 'yes' } }
        }
        categories={await listCategories()}
      />
    </AuthCard>
  );
});
