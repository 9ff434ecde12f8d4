import { zodResolver } from '@hookform/resolvers/zod';
import { createFormControl, type FieldErrors, type FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { FormState } from '@/lib/web/forms/state';

type Messages = FormState['fieldErrors'];

/** What the checks have found: the messages, and whether the whole form has been checked yet. */
export type Findings = { errors: Messages; whole: boolean };

export type Checks = {
  /** To be told of each change of a field, and when one is left. */
  follow: (event: { target: EventTarget; type: string }) => void;
  /** Checks every field: goes to the first that is wrong, or calls `send`. */
  check: (send: () => void) => Promise<void>;
  /** Puts the server's messages in the place of all there are. */
  tell: (messages: Messages) => void;
};

/**
 * Checks a form in the browser: a field once it has been left, then as it is typed.
 *
 * This module, and a schema, come when a form is first used: see `useCheckedForm`.
 *
 * @param known values that the form may not have as fields, such as the item that its path names
 * @param show is called with the findings, whenever they change
 */
export function startChecks<Values extends FieldValues>(
  form: HTMLFormElement,
  schema: z.ZodType<unknown, Values>,
  known: FormState['values'],
  show: (findings: Findings) => void,
): Checks {
  const resolve = zodResolver(schema as z.ZodType<FieldValues, FieldValues>);
  const { register, subscribe, handleSubmit, clearErrors, setError } = createFormControl({
    mode: 'onTouched',
    resolver: (_, context, options) => resolve({ ...known, ...valuesOf(form) }, context, options),
  });
  const fields = new Map(
    visibleFields(form).map((field) => {
      const registered = register(field.name);
      registered.ref(field);
      return [field as EventTarget, registered];
    }),
  );
  subscribe({
    formState: { errors: true },
    callback: ({ errors = {}, submitCount = 0 }) =>
      show({ errors: messagesOf(errors), whole: submitCount > 0 }),
  });
  return {
    follow: (event) => void fields.get(event.target)?.onChange(event),
    check: (send) => handleSubmit(send)(),
    tell(messages) {
      clearErrors();
      for (const [name, [message = '']] of Object.entries(messages)) {
        setError(name, { type: 'server', message });
      }
    },
  };
}

// Of files a schema sees the list, as it is chosen.
function valuesOf(form: HTMLFormElement): FieldValues {
  const values: FieldValues = Object.fromEntries(new FormData(form));
  for (const field of visibleFields(form)) {
    if (field instanceof HTMLInputElement && field.files) values[field.name] = field.files;
  }
  return values;
}

function visibleFields(form: HTMLFormElement) {
  return [
    ...form.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      'input:not([type=hidden], [type=checkbox]), select, textarea',
    ),
  ];
}

function messagesOf(errors: FieldErrors): Messages {
  const messages = Object.entries(errors).map(([name, error]) => [name, [String(error?.message)]]);
  return Object.fromEntries(messages);
}
