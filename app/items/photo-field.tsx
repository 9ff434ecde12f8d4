import type { ComponentProps } from 'react';
import { ACCEPTED } from '@/lib/photos/limits';
import { Field } from '../_components/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/** Photos to be chosen; a browser gives back none that were chosen before. */
export function PhotoField({ defaultValue: _, ...field }: Props) {
  return <Field label="Photos" type="file" accept={ACCEPTED} multiple {...field} />;
}
