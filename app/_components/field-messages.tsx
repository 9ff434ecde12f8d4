import type { ReactNode } from 'react';
import { WarningIcon } from './icons.tsx';

type FieldMessagesProps = { id: string; hint?: ReactNode; errors?: readonly string[] };

/** The ids of the messages that are there, for the input's `aria-describedby`. */
export function messageIds({ id, hint, errors }: FieldMessagesProps): string | undefined {
  const ids = [hint ? `${id}-hint` : '', errors?.length ? `${id}-error` : ''];
  return ids.filter(Boolean).join(' ') || undefined;
}

/** What stands below an input: a hint, and what is wrong with it. */
export function FieldMessages({ id, hint, errors }: FieldMessagesProps) {
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
