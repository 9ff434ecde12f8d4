import type { ComponentProps, ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { FieldMessages, messageIds } from './field-messages.tsx';

type FieldProps = ComponentProps<'input'> & {
  label: string;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** One line of a form: label, input, hint and errors, wired to each other. */
export function Field({ label, name, type = 'text', hint, errors, ...input }: FieldProps) {
  const id = fieldId(name);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        name={name}
        type={type}
        className="input"
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={messageIds({ id, hint, errors })}
      />
      <FieldMessages id={id} hint={hint} errors={errors} />
    </div>
  );
}
