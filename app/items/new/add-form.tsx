'use client';

import { PHOTO_MEGABYTES } from '@/lib/items/photos/limits';
import type { FormState } from '@/lib/web/forms/state';
import { Button, ButtonLink } from '../../_ui/button';
import { Checkbox } from '../../_ui/checkbox';
import { ErrorSummary } from '../../_ui/error-summary';
import { useCheckedForm } from '../../_ui/use-checked-form';
import { ItemFields } from '../item-fields';
import { PhotoField } from '../photo-field';
import { PriceField } from '../price-field';
import { photoSender } from '../send-photos';

const schema = () => import('@/lib/items/validation').then(({ additionSchema }) => additionSchema);

const PATH = '/items/new';

const send = photoSender(PATH);

type Props = {
  /** The state of the form before anything is typed, with its one-time key. */
  start: FormState;
  categories: readonly string[];
};

export function AddForm({ start, categories }: Props) {
  const { form, field, summary, pending, values } = useCheckedForm({
    action: send,
    posts: true,
    path: PATH,
    schema,
    initialState: start,
  });
  return (
    <form {...form} className="grid gap-5">
      <ErrorSummary {...summary} />
      <input type="hidden" name="key" value={values.key} />
      <ItemFields field={field} categories={categories} />
      <PhotoField
        hint={`Up to four, of ${PHOTO_MEGABYTES} MB at most each. Place and camera are removed from them.`}
        {...field('photos')}
      />
      <PriceField hint="A whole number." {...field('asking_price')} />
      <Checkbox
        label="Offer it to the others at once"
        name="offer"
        value="yes"
        defaultChecked={values.offer !== undefined}
      />
      <div className="flex flex-wrap gap-3">
        <Button aria-disabled={pending}>Add the item</Button>
        <ButtonLink variant="secondary" href="/items">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
