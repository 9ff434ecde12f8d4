'use server';

import { actionOf, buttonActionOf } from '@/lib/web/forms/action';
import {
  closeForm,
  emailForm,
  endOthersForm,
  endSessionForm,
  passwordForm,
  usernameForm,
  wordsForm,
} from './forms';

export const usernameAction = actionOf(usernameForm);
export const wordsAction = actionOf(wordsForm);
export const emailAction = actionOf(emailForm);
export const passwordAction = actionOf(passwordForm);
export const closeAction = actionOf(closeForm);
export const endSessionAction = buttonActionOf(endSessionForm);
export const endOthersAction = buttonActionOf(endOthersForm);
