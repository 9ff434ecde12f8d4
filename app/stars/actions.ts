'use server';

import { runFormAction } from '@/lib/web/forms/action';
import { starForm } from './forms';

export async function starAction(data: FormData): Promise<void> {
  await runFormAction(starForm, data);
}
