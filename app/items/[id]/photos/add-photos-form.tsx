'use client';

import { useMemo } from 'react';
import type { FormState } from '@/lib/web/forms/state';
import { itemPath } from '@/lib/web/paths';
import { Button } from '../../../_ui/button';
import { ErrorSummary } from '../../../_ui/error-summary';
import { useCheckedForm } from '../../../_ui/use-checked-form';
import { PhotoField } from '../../photo-field';
import { photoSender } from '../../send-photos';

const schema = () =>
  import('@/lib/items/photos/validation').then(({ photoAdditionSchema }) => photoAdditionSchema);

type Props = {
  itemId: number;
  /** The state of the form before a photo is chosen, with its one-time key. */
  start: FormState;
  hint: string;
};

export function AddPhotosForm({ itemId, start, hint }: Props) {
  const path = itemPath(itemId, 'photos');
  const { form, field, summary, pending, values } = useCheckedForm({
    action: useMemo(() => photoSender(path), [path]),
    posts: true,
    path,
    schema,
    initialState: start,
  });
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary {...summary} />
      <input type="hidden" name="key" value={values.key} />
      <PhotoField required hint={hint} {...field('photos')} />
      <Button aria-disabled={pending}>Add photos</Button>
    </form>
  );
}
