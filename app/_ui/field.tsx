import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords, wiring } from './field-frame.tsx';

type FieldProps = ComponentProps<'input'> & FieldWords;

/** One line of a form: label, input, hint and errors, wired to each other. */
export function Field({ label, name, hint, errors, type = 'text', ...input }: FieldProps) {
  const words = { label, name, hint, errors };
  return (
    <FieldFrame {...words}>
      <input {...input} {...wiring(words)} type={type} className="input" />
    </FieldFrame>
  );
}
