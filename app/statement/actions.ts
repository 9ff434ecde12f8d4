'use server';

import { runFormAction } from '@/lib/web/forms/action';
import { undoForm } from './form';

export async function undoAction(data: FormData): Promise<void> {
  const back = data instanceof FormData ? data.get('back') : null;
  await runFormAction(undoForm(back), data);
}
