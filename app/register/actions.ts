'use server';

import { runFormAction } from '@/lib/form-action';
import type { FormState } from '@/lib/form-state';
import { registerForm } from './form';

export async function registerAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(registerForm, data);
}
