import { redirect } from 'next/navigation';
import type { Form } from './define.ts';
import type { FormState } from './state.ts';

/** The server action of a form with fields, for `useActionState`. */
export function actionOf(form: Form) {
  return (_: FormState, data: FormData): Promise<FormState> => run(form, data);
}

/** The server action of a form that is a button: its answer is always another page. */
export function buttonActionOf(form: Form) {
  return async (data: FormData): Promise<void> => {
    await run(form, data);
  };
}

async function run(form: Form, data: FormData): Promise<FormState> {
  const result = await form(data);
  if ('redirectTo' in result) redirect(result.redirectTo);
  return result.state;
}
