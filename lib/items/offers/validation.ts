import { z } from 'zod';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';
import { askingPriceSchema } from '../asking-price.ts';

const item = wholeNumber('There is no such item.');

/** The form that offers an item or changes its asking price. */
export const offerSchema = z.object({ item, asking_price: askingPriceSchema });

/** The button that withdraws an offer. */
export const withdrawalSchema = z.object({ item });
