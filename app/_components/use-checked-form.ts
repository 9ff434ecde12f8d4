'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import {
  type FocusEvent,
  type FormEvent,
  startTransition,
  useActionState,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import {
  type DefaultValues,
  type FieldErrors,
  type FieldValues,
  type Path,
  useForm,
} from 'react-hook-form';
import type { z } from 'zod';
import { type FormState, summaryOf } from '@/lib/form-state';

type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

/**
 * A form that is a server action first: without JavaScript it posts and comes back with its errors.
 * With it, the same schema is checked in the browser before anything is sent.
 *
 * @param path where the form lives, and so where it comes back to
 */
export function useCheckedForm<Values extends FieldValues>(options: {
  action: FormAction;
  path: string;
  schema: z.ZodType<unknown, Values>;
  handedOver: FormState;
  /** For an action of the browser's own: without JavaScript the form is posted to its path. */
  posts?: boolean;
}) {
  const { action, path, schema, handedOver, posts } = options;
  const [state, submit, pending] = useActionState(action, handedOver, path);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const { register, handleSubmit, formState } = useForm<Values>({
    mode: 'onTouched',
    resolver: zodResolver(schema as z.ZodType<Values, Values>),
    defaultValues: state.values as DefaultValues<Values>,
    errors: useMemo(() => fromServer<Values>(state), [state]),
  });

  // From here on our own messages stand at the fields, in place of the browser's bubbles.
  useEffect(() => form.current?.setAttribute('novalidate', ''), []);

  useEffect(() => {
    if (!state.message) return;
    // As the page would come back without JavaScript: all that was typed but the passwords.
    for (const input of form.current?.querySelectorAll<HTMLInputElement>('[type=password]') ?? []) {
      input.value = '';
    }
    summary.current?.focus();
  }, [state]);

  const errors = messagesOf(formState.errors);
  const wrong = Object.keys(errors).length;
  const checked = formState.submitCount > 0 && wrong > 0;

  return {
    pending,
    /** For the error summary. */
    summary: {
      ref: summary,
      message: checked ? summaryOf(wrong) : state.message,
      errors: checked ? errors : state.fieldErrors,
    },
    /** What was typed, when the form has come back. */
    values: state.values,
    form: {
      ...(posts
        ? { action: path, method: 'post' as const, encType: 'multipart/form-data' as const }
        : { action: submit }),
      ref: form,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        handleSubmit(() => startTransition(() => submit(data)))(event);
      },
    },
    /** The properties of one field: what it is registered with, its value and its errors. */
    field: (name: Path<Values>) => {
      const { onBlur, ...registered } = register(name);
      return {
        ...registered,
        // A message that appears while a button or a box is being pressed would move it from under
        // the pointer. The button checks every field anyway.
        onBlur: (event: FocusEvent) => {
          if (!event.relatedTarget?.matches('button, [type=checkbox]')) void onBlur(event);
        },
        defaultValue: state.values[name],
        errors: errors[name],
      };
    },
  };
}

function messagesOf(errors: FieldErrors): Record<string, string[]> {
  const messages = Object.entries(errors).map(([name, error]) => [name, [String(error?.message)]]);
  return Object.fromEntries(messages);
}

function fromServer<Values extends FieldValues>({ fieldErrors }: FormState): FieldErrors<Values> {
  const errors = Object.entries(fieldErrors).map(([name, [message]]) => [
    name,
    { type: 'server', message },
  ]);
  return Object.fromEntries(errors) as FieldErrors<Values>;
}
