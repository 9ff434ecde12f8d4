import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that marks notices as read: the newest of those that were shown. */
export const readNoticesSchema = z.object({ up_to: wholeNumber('There is no such notice.') });
