'use server';

import { runFormAction } from '@/lib/form-action';
import { starForm } from './forms';

export async function starAction(data: FormData): Promise<void> {
  await runFormAction(starForm, data);
}
