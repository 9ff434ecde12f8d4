'use server';

import { actionOf } from '@/lib/web/forms/action';
import { joinForm } from './forms';

export const joinAction = actionOf(joinForm);
