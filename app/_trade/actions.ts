'use server';

import { buttonActionOf } from '@/lib/web/forms/action';
import { purchaseForm, sellBackForm, undoForm } from './forms';

export const purchaseAction = buttonActionOf(purchaseForm);
export const sellBackAction = buttonActionOf(sellBackForm);
export const undoAction = buttonActionOf(undoForm);
