import { plural } from './plural.ts';

const formatter = new Intl.NumberFormat('en');

/**
 * Formats credits with digit grouping and without a unit: 1234 becomes “1,234”.
 * @param credits a whole number of any sign
 */
export function formatCredits(credits: number): string {
  return formatter.format(credits);
}

/** The words for credits: `one` for exactly 1 credit, `many` for all other numbers. */
export type CreditWords = { one: string; many: string };

/** The words for visitors, and for members without their own words. */
export const CREDITS: CreditWords = { one: 'credit', many: 'credits' };

/**
 * Formats credits with their unit: “1 credit”, “1,234 credits”.
 * @param credits a whole number of any sign
 * @param words the reader's words for credits
 */
export function inCredits(credits: number, { one, many }: CreditWords): string {
  return `${formatCredits(credits)} ${plural(credits, { one, other: many })}`;
}
