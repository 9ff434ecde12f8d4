'use server';

import { runFormAction } from '@/lib/web/forms/action';
import type { FormState } from '@/lib/web/forms/state';
import {
  closeForm,
  emailForm,
  endOthersForm,
  endSessionForm,
  passwordForm,
  usernameForm,
  wordsForm,
} from './forms';

export async function usernameAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(usernameForm, data);
}

export async function wordsAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(wordsForm, data);
}

export async function emailAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(emailForm, data);
}

export async function passwordAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(passwordForm, data);
}

export async function closeAction(_: FormState, data: FormData): Promise<FormState> {
  return runFormAction(closeForm, data);
}

export async function endSessionAction(data: FormData): Promise<void> {
  await runFormAction(endSessionForm, data);
}

export async function endOthersAction(data: FormData): Promise<void> {
  await runFormAction(endOthersForm, data);
}
