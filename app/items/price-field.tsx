import type { ComponentProps } from 'react';
import { Field } from '../_ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/** The field for the asking price of an item. */
export function PriceField(field: Props) {
  return <Field label="Asking price" inputMode="numeric" autoComplete="off" required {...field} />;
}
