'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from 'react';
import { type DefaultValues, type FieldValues, type Path, useForm } from 'react-hook-form';
import type { z } from 'zod';
import type { FormState } from '@/lib/form-state';

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
}) {
  const { action, path, schema, handedOver } = options;
  const [state, submit, pending] = useActionState(action, handedOver, path);
  const summary = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState } = useForm<Values>({
    mode: 'onTouched',
    resolver: zodResolver(schema as z.ZodType<Values, Values>),
    defaultValues: state.values as DefaultValues<Values>,
    shouldFocusError: true,
  });

  useEffect(() => {
    if (state.message) summary.current?.focus();
  }, [state]);

  return {
    pending,
    /** For the error summary. */
    summary: { ref: summary, message: state.message, errors: state.fieldErrors },
    form: {
      action: submit,
      noValidate: formState.isReady,
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        handleSubmit(() => startTransition(() => submit(data)))(event);
      },
    },
    /** The properties of one field: what it is registered with, its value and its errors. */
    field: (name: Path<Values>) => {
      const checked = formState.errors[name]?.message;
      const fromServer = formState.dirtyFields[name as never] ? undefined : state.fieldErrors[name];
      return {
        ...register(name),
        defaultValue: state.values[name],
        errors: checked ? [String(checked)] : fromServer,
      };
    },
  };
}
