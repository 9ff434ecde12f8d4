'use server';

import { runFormAction } from '@/lib/form-action';
import type { FormState } from '@/lib/form-state';
import { joinForm } from './form';

export async function joinAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(joinForm, data);
}
