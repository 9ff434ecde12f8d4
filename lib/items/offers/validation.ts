import { z } from 'zod';
import { MOST_CREDITS } from '@/db/limits';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

const item = wholeNumber('There is no such item.');

/** The asking price as text. Gives whole credits, at least 1. */
export const askingPriceSchema = z
  .string('Enter an asking price.')
  .trim()
  .min(1, 'Enter an asking price.')
  .pipe(wholeNumber('Use whole numbers in digits, at least 1.'))
  .refine((price) => price <= MOST_CREDITS, 'That is more than the market can count.');

/** The form that offers an item or changes its asking price. */
export const offerSchema = z.object({ item, asking_price: askingPriceSchema });

/** The button that withdraws an offer. */
export const withdrawalSchema = z.object({ item });
