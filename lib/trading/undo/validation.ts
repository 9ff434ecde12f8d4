import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that undoes a trade. `back` is the page with the form; `safeDestination` checks it. */
export const undoSchema = z.object({
  transfer: wholeNumber('There is no such trade.'),
  back: z.string().optional(),
});
