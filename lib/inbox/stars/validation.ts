import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that marks an item, or takes the mark away. */
export const starSchema = z.object({
  item: wholeNumber('There is no such item.'),
  to: z.enum(['starred', 'unstarred'], 'Say whether to mark the item.'),
});
