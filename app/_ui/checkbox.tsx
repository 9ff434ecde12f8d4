import type { ComponentProps } from 'react';
import { type FieldInfo, FieldMessages, fieldAttributes } from './field-frame.tsx';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & FieldInfo;

/** A checkbox with its label beside it. A press on the label ticks the box, too. */
export function Checkbox({ label, name, hint, errors, ...input }: CheckboxProps) {
  const info = { name, hint, errors };
  return (
    <div>
      <label className="check">
        <input {...input} {...fieldAttributes(info)} type="checkbox" />
        {label}
      </label>
      <FieldMessages {...info} />
    </div>
  );
}
