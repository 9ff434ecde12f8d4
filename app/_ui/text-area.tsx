import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords, wiring } from './field-frame.tsx';

type TextAreaProps = ComponentProps<'textarea'> & FieldWords;

/** Several lines of a form: what `Field` is for one. */
export function TextArea({ label, name, hint, errors, ...area }: TextAreaProps) {
  const words = { label, name, hint, errors };
  return (
    <FieldFrame {...words}>
      <textarea {...area} {...wiring(words)} className="input" />
    </FieldFrame>
  );
}
