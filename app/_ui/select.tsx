import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords, wiring } from './field-frame.tsx';

type SelectProps = ComponentProps<'select'> & FieldWords;

/** One of several, with a label above: its `<option>`s are the children. */
export function Select({ label, name, hint, errors, ...select }: SelectProps) {
  const words = { label, name, hint, errors };
  return (
    <FieldFrame {...words}>
      <select {...select} {...wiring(words)} className="input" />
    </FieldFrame>
  );
}
