import type { ComponentProps } from 'react';
import { ACCEPTED_TYPES } from '@/lib/items/photos/limits';
import { Field } from '../_ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/**
 * The field to choose photos. It has no default value, because browsers can't restore chosen files.
 */
export function PhotoField({ defaultValue: _, ...field }: Props) {
  return <Field label="Photos" type="file" accept={ACCEPTED_TYPES} multiple {...field} />;
}
