import type { ComponentProps } from 'react';
import { FieldFrame, type FieldInfo, fieldAttributes } from './field-frame.tsx';

type SelectProps = ComponentProps<'select'> & FieldInfo;

/** A field that chooses one of several options. The children are its `<option>` elements. */
export function Select({ label, name, hint, errors, ...select }: SelectProps) {
  const info = { label, name, hint, errors };
  return (
    <FieldFrame {...info}>
      <select {...select} {...fieldAttributes(info)} className="input" />
    </FieldFrame>
  );
}
