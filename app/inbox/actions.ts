'use server';

import { buttonActionOf } from '@/lib/web/forms/action';
import { readNoticesForm } from './forms';

export const readNoticesAction = buttonActionOf(readNoticesForm);
