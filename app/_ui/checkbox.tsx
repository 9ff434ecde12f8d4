import type { ComponentProps } from 'react';
import { FieldMessages, type FieldWords, wiring } from './field-frame.tsx';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & FieldWords;

/** A tick box with its label beside it; the whole row can be pressed. */
export function Checkbox({ label, name, hint, errors, ...input }: CheckboxProps) {
  const words = { name, hint, errors };
  return (
    <div>
      <label className="check">
        <input {...input} {...wiring(words)} type="checkbox" />
        {label}
      </label>
      <FieldMessages {...words} />
    </div>
  );
}
