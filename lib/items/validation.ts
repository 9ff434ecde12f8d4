import { z } from 'zod';
import { MOST_CREDITS } from '@/db/schema';
import { codePoints, isPlainLine, isPlainText } from '../text.ts';

export const NAME_LENGTH = { most: 50 };
export const BARCODE_LENGTH = { most: 12 };
export const DESCRIPTION_LENGTH = { most: 1024 };

const line = (what: string, most: number) =>
  z
    .string(`Enter ${what}.`)
    .trim()
    .normalize('NFC')
    .min(1, `Enter ${what}.`)
    .refine((text) => codePoints(text) <= most, `Use at most ${most} characters.`)
    .refine(isPlainLine, 'Use characters that can be seen.');

/** What the market puts up for sale, however it arrives: form, import, catalogue or command line. */
export const newItem = z.object({
  name: line('a name', NAME_LENGTH.most),
  price: z
    .int('Use whole credits.')
    .min(1, 'The least price is 1 credit.')
    .max(MOST_CREDITS, 'That is more credits than the market can count.'),
  barcode: line('a barcode', BARCODE_LENGTH.most),
  description: z
    .string()
    .trim()
    .normalize('NFC')
    .refine(
      (text) => codePoints(text) <= DESCRIPTION_LENGTH.most,
      `Use at most ${DESCRIPTION_LENGTH.most} characters.`,
    )
    .refine(isPlainText, 'Use characters that can be seen.'),
});

export type NewItem = z.infer<typeof newItem>;
