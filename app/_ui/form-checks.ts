import { zodResolver } from '@hookform/resolvers/zod';
import { createFormControl, type FieldErrors, type FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import type { FormState } from '@/lib/web/forms/state';

type Messages = FormState['fieldErrors'];

/** The result of the checks: the errors, and whether every field has been checked. */
export type Findings = { errors: Messages; isComplete: boolean };

export type Checks = {
  /** Handles the events of fields: each change, and that the reader leaves a field. */
  handleEvent: (event: { target: EventTarget; type: string }) => void;
  /** Checks every field. Focuses the first wrong field, or calls `send` when no field is wrong. */
  checkAll: (send: () => void) => Promise<void>;
  /** Replaces all errors by the errors of the server. */
  setErrors: (messages: Messages) => void;
};

/**
 * Checks a form in the browser. A field is checked when the reader leaves it, and from then on
 * while the reader types. `useCheckedForm` loads this module and the schema when a form is first
 * used.
 *
 * @param known values that are no fields of the form, such as the item that its path names
 * @param show is called with the findings whenever they change
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
      show({ errors: messagesOf(errors), isComplete: submitCount > 0 }),
  });
  return {
    handleEvent: (event) => void fields.get(event.target)?.onChange(event),
    checkAll: (send) => handleSubmit(send)(),
    setErrors(messages) {
      clearErrors();
      for (const [name, [message = '']] of Object.entries(messages)) {
        setError(name, { type: 'server', message });
      }
    },
  };
}

// The value of a file field is the list of all chosen files.
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
