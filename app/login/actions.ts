'use server';

import { actionOf } from '@/lib/web/forms/action';
import { loginForm } from './forms';

export const loginAction = actionOf(loginForm);
