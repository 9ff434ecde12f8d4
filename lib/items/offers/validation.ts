import { z } from 'zod';
import { MOST_CREDITS } from '@/db/limits';
import { wholeNumber } from '../../text.ts';
import '../../jitless.ts';

const item = wholeNumber('There is no such item.');

/** What an owner asks for an item, as it is typed. */
export const askingPriceSchema = z
  .string('Enter an asking price.')
  .trim()
  .min(1, 'Enter an asking price.')
  .pipe(wholeNumber('Use whole numbers in digits, at least 1.'))
  .refine((price) => price <= MOST_CREDITS, 'That is more than the market can count.');

/** The form with which an owner offers an item, or asks another price for it. */
export const offerSchema = z.object({ item, asking_price: askingPriceSchema });

/** The button with which an owner withdraws an offer. */
export const withdrawalSchema = z.object({ item });
