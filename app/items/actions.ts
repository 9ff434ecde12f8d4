'use server';

import { actionOf, buttonActionOf } from '@/lib/web/forms/action';
import { editItemForm, offerForm, starForm } from './forms';

export const editItemAction = actionOf(editItemForm);
export const offerAction = actionOf(offerForm);
export const starAction = buttonActionOf(starForm);
