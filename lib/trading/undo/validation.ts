import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

/** The form that takes a trade back. */
export const undo = z.object({ transfer: wholeNumber('There is no such trade.') });
