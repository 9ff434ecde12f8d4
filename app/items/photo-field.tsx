import type { ComponentProps } from 'react';
import { ACCEPTED_TYPES } from '@/lib/items/photos/limits';
import { Field } from '../_ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/** Photos to be chosen; a browser gives back none that were chosen before. */
export function PhotoField({ defaultValue: _, ...field }: Props) {
  return <Field label="Photos" type="file" accept={ACCEPTED_TYPES} multiple {...field} />;
}
