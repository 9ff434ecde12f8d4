import { redirect } from 'next/navigation';
import type { Form } from './define.ts';
import type { FormState } from './state.ts';

/** Answers a server action: goes on to the next page, or gives the form its state. */
export async function runFormAction(form: Form, data: FormData): Promise<FormState> {
  const result = await form(data);
  if ('redirectTo' in result) redirect(result.redirectTo);
  return result.state;
}
