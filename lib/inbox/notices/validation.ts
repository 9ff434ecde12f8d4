import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that marks notices as read. `up_to` is the id of the newest notice on the page. */
export const readNoticesSchema = z.object({ up_to: wholeNumber('There is no such notice.') });
