import type { ComponentProps } from 'react';
import { FieldFrame, type FieldInfo, fieldAttributes } from './field-frame.tsx';

type FieldProps = ComponentProps<'input'> & FieldInfo;

/** A field with one line: label, input, hint and errors. */
export function Field({ label, name, hint, errors, type = 'text', ...input }: FieldProps) {
  const info = { label, name, hint, errors };
  return (
    <FieldFrame {...info}>
      <input {...input} {...fieldAttributes(info)} type={type} className="input" />
    </FieldFrame>
  );
}
