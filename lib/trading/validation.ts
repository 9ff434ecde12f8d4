import { z } from 'zod';
import { wholeNumber } from '../text.ts';

const noSuchItem = 'There is no such item.';
const price = wholeNumber('The price in this form can’t be read.').optional();
const key = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'The key of this form can’t be read.')
  .optional();

/** The form of a purchase. A script may leave out the price it saw and the key. */
export const purchase = z.object({ purchase_item: wholeNumber(noSuchItem), price, key });

/** The form of a sell-back; `price` is what the page said the market would pay. */
export const sellBack = z.object({ sell_item: wholeNumber(noSuchItem), price, key });
