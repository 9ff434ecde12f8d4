'use server';

import { runFormAction } from '@/lib/web/forms/action';
import type { FormState } from '@/lib/web/forms/state';
import { editItemForm, offerForm } from './forms';

export async function editItemAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(editItemForm, data);
}

export async function offerAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(offerForm, data);
}
