import type { ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { WarningIcon } from './icons.tsx';

/** The name and the texts of one field of a form. */
export type FieldInfo = {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** The attributes that connect an input to its label, its hint and its errors. */
export function fieldAttributes({ name, hint, errors }: Omit<FieldInfo, 'label'>) {
  const id = fieldId(name);
  const messages = [hint ? `${id}-hint` : '', errors?.length ? `${id}-error` : ''];
  return {
    id,
    name,
    'aria-invalid': errors?.length ? true : undefined,
    'aria-describedby': messages.filter(Boolean).join(' ') || undefined,
  };
}

type FieldFrameProps = FieldInfo & { children: ReactNode };

/** An input (`children`) with its label above, and its hint and errors below. */
export function FieldFrame({ label, children, ...info }: FieldFrameProps) {
  return (
    <div className="field">
      <label className="label" htmlFor={fieldId(info.name)}>
        {label}
      </label>
      {children}
      <FieldMessages {...info} />
    </div>
  );
}

/** The hint and the errors below an input. */
export function FieldMessages({ name, hint, errors }: Omit<FieldInfo, 'label'>) {
  const id = fieldId(name);
  return (
    <>
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      {errors?.length ? (
        <div id={`${id}-error`}>
          {errors.map((error) => (
            <p key={error} className="error">
              <WarningIcon />
              {error}
            </p>
          ))}
        </div>
      ) : null}
    </>
  );
}
