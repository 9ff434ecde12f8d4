'use server';

import { runFormAction } from '@/lib/web/forms/action';
import { readNoticesForm } from './forms';

export async function readNoticesAction(data: FormData): Promise<void> {
  await runFormAction(readNoticesForm, data);
}
