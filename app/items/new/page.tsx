import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { listCategories } from '@/lib/items/categories/queries';
import { answersForm, postedFormState } from '@/lib/web/forms/plain-post';
import { EMPTY_FORM } from '@/lib/web/forms/state';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { NarrowSheet } from '../../_ui/narrow-sheet';
import { AddForm } from './add-form';

export const metadata: Metadata = { title: 'Add an item' };

export default page(async () => {
  await requireMember('/items/new');
  const sent = (await answersForm()) ? await postedFormState() : null;
  const key = randomUUID();
  return (
    <NarrowSheet title="Add an item" lead="It is yours until somebody buys it.">
      <AddForm
        start={
          sent
            ? { ...sent, values: { key, ...sent.values } }
            : { ...EMPTY_FORM, values: { key, offer: 'yes' } }
        }
        categories={await listCategories()}
      />
    </NarrowSheet>
  );
});
