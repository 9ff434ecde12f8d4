import { wholeNumber } from '../text.ts';
import { z } from '../zod.ts';

/** The form that marks notices as read: the newest of those that were shown. */
export const readNotices = z.object({ up_to: wholeNumber('There is no such notice.') });
