'use server';

import { runFormAction } from '@/lib/form-action';
import type { FormState } from '@/lib/form-state';
import { loginForm } from './form';

export async function loginAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(loginForm, data);
}
