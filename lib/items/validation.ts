import { z } from 'zod';
import { MOST_CREDITS } from '@/db/limits';
import { codePoints, isPlainLine, isPlainText, oneTimeKey, wholeNumber } from '../text.ts';
import { askingPriceSchema } from './offers/validation.ts';
import { photosField } from './photos/validation.ts';
import '../jitless.ts';
import { BARCODE_LENGTH, CATEGORY_LENGTH, DESCRIPTION_LENGTH, NAME_LENGTH } from './limits.ts';

const line = (what: string, limit: number) =>
  z
    .string(`Enter ${what}.`)
    .trim()
    .normalize('NFC')
    .min(1, `Enter ${what}.`)
    .refine((text) => codePoints(text) <= limit, `Use at most ${limit} characters.`)
    .refine(isPlainLine, 'Use characters that can be seen.');

/** A new item of the market. `price` is in credits. */
export const newItemSchema = z.object({
  name: line('a name', NAME_LENGTH.most),
  price: z
    .int('Use a whole number.')
    .min(1, 'The least price is 1 credit.')
    .max(MOST_CREDITS, 'That is more than the market can count.'),
  barcode: line('a barcode', BARCODE_LENGTH.most),
  description: z
    .string('Enter a description, or leave it empty.')
    // Browsers send each line end as two characters, but count it as one in `maxlength`.
    .overwrite((text) => text.replace(/\r\n?/g, '\n'))
    .trim()
    .normalize('NFC')
    .refine(
      (text) => codePoints(text) <= DESCRIPTION_LENGTH.most,
      `Use at most ${DESCRIPTION_LENGTH.most} characters.`,
    )
    .refine(isPlainText, 'Use characters that can be seen.'),
  category: line('a category', CATEGORY_LENGTH.most).optional(),
});

export type NewItem = z.infer<typeof newItemSchema>;

const { name, description } = newItemSchema.shape;

/** The name of a category, or null. The database checks later whether the category exists. */
const category = z
  .string()
  .max(100, 'There is no such category. Choose one of the list.')
  .optional()
  .transform((text) => text || null);

const itemFields = { name, category, description };

/** What an owner writes about an item. Each field is a column of `items` with the same name. */
export type ItemFields = z.output<z.ZodObject<typeof itemFields>>;

export const ITEM_FIELDS = Object.keys(itemFields) as (keyof ItemFields)[];

/** The fields of an item as the inputs of its form show them. */
export function itemFieldValues(item: ItemFields): Record<string, string> {
  return Object.fromEntries(ITEM_FIELDS.map((field) => [field, item[field] ?? '']));
}

/** The form that adds an item of a member. */
export const additionSchema = z.object({
  ...itemFields,
  ...photosField,
  asking_price: askingPriceSchema,
  /** Any value = the item is for sale immediately. */
  offer: z.string().optional(),
  key: oneTimeKey,
});

/** The form that edits the texts of an item. */
export const editSchema = z.object({
  item: wholeNumber('There is no such item.'),
  ...itemFields,
});
