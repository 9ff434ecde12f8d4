'use server';

import { runFormAction } from '@/lib/web/forms/action';
import type { FormState } from '@/lib/web/forms/state';
import { loginForm } from './form';

export async function loginAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(loginForm, data);
}
