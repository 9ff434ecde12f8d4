import { z } from 'zod';
import { oneTimeKey, wholeNumber } from '../text.ts';
import '../jitless.ts';

const noSuchItem = 'There is no such item.';
const price = wholeNumber('The price in this form can’t be read.').optional();

/** The page that the trade was asked for on; judged by `safeDestination`, not here. */
const back = z.string().optional();

/** The form of a purchase. A script may leave out all but the item. */
export const purchaseSchema = z.object({
  purchase_item: wholeNumber(noSuchItem),
  price,
  key: oneTimeKey,
  back,
});

/** The form of a sell-back; `price` is what the page said the market would pay. */
export const sellBackSchema = z.object({
  sell_item: wholeNumber(noSuchItem),
  price,
  key: oneTimeKey,
  back,
});
