import type { ComponentProps } from 'react';
import { Field } from '../_ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/** The field for the current password, which every change of an account needs. */
export function CurrentPasswordField(props: Props) {
  return (
    <Field
      label="Current password"
      type="password"
      autoComplete="current-password"
      required
      {...props}
    />
  );
}
