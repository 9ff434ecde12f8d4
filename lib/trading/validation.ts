import { z } from 'zod';
import { oneTimeKey, wholeNumber } from '../text.ts';
import '../jitless.ts';

const noSuchItem = 'There is no such item.';
const price = wholeNumber('The price in this form can’t be read.').optional();

/** The path of the page with the form. `safeDestination` checks the path. */
const back = z.string().optional();

/** The form of a purchase. Only the item is required. */
export const purchaseSchema = z.object({
  purchase_item: wholeNumber(noSuchItem),
  price,
  key: oneTimeKey,
  back,
});

/** The form of a sell-back. `price` is the amount that the page showed. */
export const sellBackSchema = z.object({
  sell_item: wholeNumber(noSuchItem),
  price,
  key: oneTimeKey,
  back,
});
