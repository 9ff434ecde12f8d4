import type { ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { WarningIcon } from './icons.tsx';

/** What is said of one control of a form. */
export type FieldWords = {
  label: ReactNode;
  name: string;
  hint?: ReactNode;
  errors?: readonly string[];
};

/** What wires a control to its label and its messages. */
export function wiring({ name, hint, errors }: Omit<FieldWords, 'label'>) {
  const id = fieldId(name);
  const messages = [hint ? `${id}-hint` : '', errors?.length ? `${id}-error` : ''];
  return {
    id,
    name,
    'aria-invalid': errors?.length ? true : undefined,
    'aria-describedby': messages.filter(Boolean).join(' ') || undefined,
  };
}

type FieldFrameProps = FieldWords & { children: ReactNode };

/** A control with its label above, and its hint and errors below. */
export function FieldFrame({ label, children, ...words }: FieldFrameProps) {
  return (
    <div className="field">
      <label className="label" htmlFor={fieldId(words.name)}>
        {label}
      </label>
      {children}
      <FieldMessages {...words} />
    </div>
  );
}

/** What stands below a control: a hint, and what is wrong with it. */
export function FieldMessages({ name, hint, errors }: Omit<FieldWords, 'label'>) {
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
