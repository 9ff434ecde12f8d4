'use server';

import { runFormAction } from '@/lib/form-action';
import { undoForm } from './form';

export async function undoAction(data: FormData): Promise<void> {
  const back = data instanceof FormData ? data.get('back') : null;
  await runFormAction(undoForm(back), data);
}
