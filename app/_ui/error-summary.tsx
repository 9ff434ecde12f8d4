import type { Ref } from 'react';
import { fieldId } from './field-id.ts';
import { DangerIcon } from './icons.tsx';

type ErrorSummaryProps = {
  message?: string | null;
  errors?: Readonly<Record<string, readonly string[] | undefined>>;
  /** For giving it the focus when a form comes back. */
  ref?: Ref<HTMLDivElement>;
};

/** What went wrong with a form, at its top, with a link to each field. Nothing when all is well. */
export function ErrorSummary({ message, errors = {}, ref }: ErrorSummaryProps) {
  const wrong = Object.entries(errors).flatMap(([name, sentences]) =>
    (sentences ?? []).map((sentence) => ({ name, sentence })),
  );
  if (!message && wrong.length === 0) return null;
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      className="notice notice-danger"
      // biome-ignore lint/a11y/noAutofocus: where the reader has to go, on a page that came back without JavaScript
      autoFocus
    >
      <DangerIcon />
      <div>
        {message ? <p className="font-semibold">{message}</p> : null}
        {wrong.length > 0 ? (
          <ul>
            {wrong.map(({ name, sentence }) => (
              <li key={name + sentence}>
                <a href={`#${fieldId(name)}`}>
                  {labelOf(name)}: {sentence}
                </a>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

/** What a field is called where it does not stand beside its label: `new_price` is “New price”. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
