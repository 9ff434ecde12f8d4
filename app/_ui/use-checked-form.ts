'use client';

import {
  type FocusEvent,
  type FormEvent,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from 'react';
import type { FieldValues } from 'react-hook-form';
import type { z } from 'zod';
import { type FormState, summaryOf } from '@/lib/web/forms/state';
import type { Checks, Findings } from './form-checks.ts';

type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

/**
 * How long a form that is sent waits for its checks, in milliseconds; then the server checks it.
 */
const PATIENCE = 1_000;

/**
 * A form that is a server action first: without JavaScript it posts and comes back with its errors.
 * With it, the same schema is checked in the browser before anything is sent. What that takes is
 * fetched when the form is first used, and never needed: the server checks anyway.
 *
 * @param path where the form lives, and so where it comes back to
 * @param schema imports it: with what checks by it, it is 45 kB
 */
export function useCheckedForm<Values extends FieldValues>(options: {
  action: FormAction;
  path: string;
  schema: () => Promise<z.ZodType<unknown, Values>>;
  initialState: FormState;
  /** For an action of the browser's own: without JavaScript the form is posted to its path. */
  posts?: boolean;
}) {
  const { action, path, schema, initialState, posts } = options;
  const [state, submit, pending] = useActionState(action, initialState, path);
  const [waiting, startWaiting] = useTransition();
  const [findings, show] = useState<Findings | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef(state);
  const checks = useRef<Promise<Checks | null>>(null);

  const load = () => {
    checks.current ??= start().catch(() => {
      checks.current = null;
      return null;
    });
    return checks.current;
  };

  const start = async () => {
    const [{ startChecks }, imported] = await Promise.all([import('./form-checks'), schema()]);
    if (!form.current) return null;
    const { values, fieldErrors } = latest.current;
    const started = startChecks(form.current, imported, values, show);
    started.tell(fieldErrors);
    return started;
  };

  // From here on our own messages stand at the fields, in place of the browser's bubbles.
  useEffect(() => {
    form.current?.setAttribute('novalidate', '');
  }, []);

  useEffect(() => {
    latest.current = state;
    void checks.current?.then((started) => started?.tell(state.fieldErrors));
    if (!state.message) return;
    // As the page would come back without JavaScript: all that was typed but the passwords.
    for (const input of form.current?.querySelectorAll<HTMLInputElement>('[type=password]') ?? []) {
      input.value = '';
    }
    summary.current?.focus();
  }, [state]);

  const follow = ({ target, type }: FormEvent | FocusEvent) => {
    void load().then((started) => started?.follow({ target, type }));
  };
  const errors = findings?.errors ?? state.fieldErrors;
  const wrong = Object.keys(errors).length;
  const checked = findings?.whole && wrong > 0;

  return {
    pending: pending || waiting,
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
      onFocus: () => void load(),
      onChange: follow,
      // A message that appears while a button or a box is being pressed would move it from under
      // the pointer. The button checks every field anyway.
      onBlur: (event: FocusEvent) => {
        if (!event.relatedTarget?.matches('button, [type=checkbox]')) follow(event);
      },
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (pending || waiting) return;
        const sent = event.currentTarget;
        const send = () => startTransition(() => submit(new FormData(sent)));
        startWaiting(async () => {
          const started = await Promise.race([load(), pause(PATIENCE)]);
          await (started ? started.check(send) : send());
        });
      },
    },
    /** The properties of one field: its name, value and errors. */
    field: (name: keyof Values & string) => ({
      name,
      defaultValue: state.values[name],
      errors: errors[name],
    }),
  };
}

function pause(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}
