import type { ComponentProps } from 'react';
import { Field } from '../_ui/field';

type Props = Omit<ComponentProps<typeof Field>, 'label' | 'type'>;

/** Whoever changes an account knows its password. */
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
