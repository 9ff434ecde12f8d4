'use server';

import { runFormAction } from '@/lib/web/forms/action';
import { purchaseForm, sellBackForm } from './forms';

export async function purchaseAction(data: FormData): Promise<void> {
  await runFormAction(purchaseForm, data);
}

export async function sellBackAction(data: FormData): Promise<void> {
  await runFormAction(sellBackForm, data);
}
