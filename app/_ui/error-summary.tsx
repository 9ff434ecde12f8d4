import type { Ref } from 'react';
import { fieldId } from './field-id.ts';
import { DangerIcon } from './icons.tsx';

type ErrorSummaryProps = {
  message?: string | null;
  errors?: Readonly<Record<string, readonly string[] | undefined>>;
  /** For setting the focus on the summary when a form is refused. */
  ref?: Ref<HTMLDivElement>;
};

/** The errors of a form, above it, with a link to each wrong field. Without errors it is empty. */
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
      // biome-ignore lint/a11y/noAutofocus: Without JavaScript, the reader has to start here.
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

/** The readable name of a field, away from its label: `new_price` gives “New price”. */
function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
