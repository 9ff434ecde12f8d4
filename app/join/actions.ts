'use server';

import { runFormAction } from '@/lib/web/forms/action';
import type { FormState } from '@/lib/web/forms/state';
import { joinForm } from './form';

export async function joinAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(joinForm, data);
}
