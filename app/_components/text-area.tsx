import type { ComponentProps, ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { FieldMessages, messageIds } from './field-messages.tsx';

type TextAreaProps = ComponentProps<'textarea'> & {
  label: string;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** Several lines of a form: what `Field` is for one. */
export function TextArea({ label, name, hint, errors, ...input }: TextAreaProps) {
  const id = fieldId(name);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <textarea
        {...input}
        id={id}
        name={name}
        className="input"
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={messageIds({ id, hint, errors })}
      />
      <FieldMessages id={id} hint={hint} errors={errors} />
    </div>
  );
}
