import { wholeNumber } from '../text.ts';
import { z } from '../zod.ts';

/** The form that takes a trade back. */
export const undo = z.object({ transfer: wholeNumber('There is no such trade.') });
