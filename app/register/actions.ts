'use server';

import { runFormAction } from '@/lib/web/forms/action';
import type { FormState } from '@/lib/web/forms/state';
import { registerForm } from './form';

export async function registerAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(registerForm, data);
}
