'use server';

import { actionOf } from '@/lib/web/forms/action';
import { registerForm } from './forms';

export const registerAction = actionOf(registerForm);
