import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that adds or removes a star. */
export const starSchema = z.object({
  item: wholeNumber('There is no such item.'),
  to: z.enum(['starred', 'unstarred'], 'Say whether to mark the item.'),
});
