'use client';

import type { FormState } from '@/lib/web/forms/state';
import { itemPath } from '@/lib/web/paths';
import { Button, ButtonLink } from '../../../_ui/button';
import { ErrorSummary } from '../../../_ui/error-summary';
import { useCheckedForm } from '../../../_ui/use-checked-form';
import { editItemAction } from '../../actions';
import { ItemFields } from '../../item-fields';

const schema = () => import('@/lib/items/validation').then(({ editSchema }) => editSchema);

type Props = {
  itemId: number;
  /** The state of the form with the current values of the item. */
  start: FormState;
  categories: readonly string[];
};

export function EditForm({ itemId, start, categories }: Props) {
  const { form, field, summary, pending } = useCheckedForm({
    action: editItemAction,
    path: itemPath(itemId, 'edit'),
    schema,
    initialState: start,
  });
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary {...summary} />
      <input type="hidden" name="item" value={itemId} />
      <ItemFields field={field} categories={categories} />
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={pending}>Save changes</Button>
        <ButtonLink variant="secondary" href={itemPath(itemId)}>
          Cancel
        </ButtonLink>
        <ButtonLink variant="quiet" href={itemPath(itemId, 'photos')}>
          Photos
        </ButtonLink>
      </div>
    </form>
  );
}
