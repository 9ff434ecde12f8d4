'use server';

import { runFormAction } from '@/lib/form-action';
import type { FormState } from '@/lib/form-state';
import { addItemForm, editItemForm, offerForm } from './forms';

export async function addItemAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(addItemForm, data);
}

export async function editItemAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(editItemForm, data);
}

export async function offerAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(offerForm, data);
}
