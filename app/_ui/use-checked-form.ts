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

/** How long a form waits for its checks before it is sent without them. */
const CHECKS_WAIT_MS = 1_000;

/**
 * The state and the properties of a form. Without JavaScript, the form posts, and the page shows its
 * errors. With JavaScript, the browser checks the same schema before the form is sent. The checks
 * are loaded when the form is first used. They are optional, because the server checks every form.
 *
 * @param path the path of the page that has the form
 * @param initialState the state with which the form is first shown
 * @param schema imports the schema, which has 45 kB together with the code of the checks
 */
export function useCheckedForm<Values extends FieldValues>(options: {
  action: FormAction;
  path: string;
  schema: () => Promise<z.ZodType<unknown, Values>>;
  initialState: FormState;
  /**
   * Whether `action` runs in the browser. Without JavaScript, the form is then posted to its path.
   */
  posts?: boolean;
}) {
  const { action, path, schema, initialState, posts } = options;
  const [state, submit, pending] = useActionState(action, initialState, path);
  const [waiting, startWaiting] = useTransition();
  const [findings, setFindings] = useState<Findings | null>(null);
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
    const started = startChecks(form.current, imported, values, setFindings);
    started.setErrors(fieldErrors);
    return started;
  };

  // With JavaScript, our own messages replace the messages of the browser.
  useEffect(() => {
    form.current?.setAttribute('novalidate', '');
  }, []);

  useEffect(() => {
    latest.current = state;
    void checks.current?.then((started) => started?.setErrors(state.fieldErrors));
    if (!state.message) return;
    // A refused form keeps what was typed, except passwords, as without JavaScript.
    for (const input of form.current?.querySelectorAll<HTMLInputElement>('[type=password]') ?? []) {
      input.value = '';
    }
    summary.current?.focus();
  }, [state]);

  const handleEvent = ({ target, type }: FormEvent | FocusEvent) => {
    void load().then((started) => started?.handleEvent({ target, type }));
  };
  const errors = findings?.errors ?? state.fieldErrors;
  const wrongCount = Object.keys(errors).length;
  const showsChecks = findings?.isComplete && wrongCount > 0;

  return {
    pending: pending || waiting,
    /** The properties of the error summary. */
    summary: {
      ref: summary,
      message: showsChecks ? summaryOf(wrongCount) : state.message,
      errors: showsChecks ? errors : state.fieldErrors,
    },
    /** The values of the fields, such as the values that were typed into a refused form. */
    values: state.values,
    form: {
      ...(posts
        ? { action: path, method: 'post' as const, encType: 'multipart/form-data' as const }
        : { action: submit }),
      ref: form,
      onFocus: () => void load(),
      onChange: handleEvent,
      // A message that appears while the reader presses a button or a checkbox would move that
      // control away from the pointer. The button checks every field anyway.
      onBlur: (event: FocusEvent) => {
        if (!event.relatedTarget?.matches('button, [type=checkbox]')) handleEvent(event);
      },
      onSubmit: (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (pending || waiting) return;
        const element = event.currentTarget;
        const send = () => startTransition(() => submit(new FormData(element)));
        startWaiting(async () => {
          const started = await Promise.race([load(), pause(CHECKS_WAIT_MS)]);
          await (started ? started.checkAll(send) : send());
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
