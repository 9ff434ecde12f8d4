import type { ComponentProps } from 'react';
import { FieldFrame, type FieldInfo, fieldAttributes } from './field-frame.tsx';

type TextAreaProps = ComponentProps<'textarea'> & FieldInfo;

/** A field with several lines: label, text area, hint and errors. */
export function TextArea({ label, name, hint, errors, ...area }: TextAreaProps) {
  const info = { label, name, hint, errors };
  return (
    <FieldFrame {...info}>
      <textarea {...area} {...fieldAttributes(info)} className="input" />
    </FieldFrame>
  );
}
