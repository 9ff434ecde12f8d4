import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that takes a trade back. `safeDestination` judges `back`, the page with the button. */
export const undoSchema = z.object({
  transfer: wholeNumber('There is no such trade.'),
  back: z.string().optional(),
});
