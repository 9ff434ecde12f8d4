import type { ComponentProps, ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { FieldMessages, messageIds } from './field-messages.tsx';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** A tick box with its label beside it; the whole row can be pressed. */
export function Checkbox({ label, name, hint, errors, ...input }: CheckboxProps) {
  const id = fieldId(name);
  return (
    <div>
      <label className="check">
        <input
          {...input}
          id={id}
          name={name}
          type="checkbox"
          aria-invalid={errors?.length ? true : undefined}
          aria-describedby={messageIds({ id, hint, errors })}
        />
        {label}
      </label>
      <FieldMessages id={id} hint={hint} errors={errors} />
    </div>
  );
}
