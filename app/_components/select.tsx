import type { ComponentProps, ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { FieldMessages, messageIds } from './field-messages.tsx';

type SelectProps = ComponentProps<'select'> & {
  label: string;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** One of several, with a label above: its `<option>`s are the children. */
export function Select({ label, name, hint, errors, children, ...input }: SelectProps) {
  const id = fieldId(name);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select
        {...input}
        id={id}
        name={name}
        className="input"
        aria-invalid={errors?.length ? true : undefined}
        aria-describedby={messageIds({ id, hint, errors })}
      >
        {children}
      </select>
      <FieldMessages id={id} hint={hint} errors={errors} />
    </div>
  );
}
