import { plural } from './plural.ts';

const formatter = new Intl.NumberFormat('en');

/** Credits with digit grouping and no unit: 1234 becomes “1,234”. Whole numbers of any sign. */
export function formatCredits(credits: number): string {
  return formatter.format(credits);
}

/** What credits are called: a single one, and any other number of them. */
export type CreditWords = { one: string; many: string };

/** What they are called by visitors, and by members who have no words of their own. */
export const CREDITS: CreditWords = { one: 'credit', many: 'credits' };

/**
 * Credits with their unit, as a sentence needs it: “1 credit”, “1,234 credits”.
 * @param words those of who reads it
 */
export function inCredits(credits: number, { one, many }: CreditWords): string {
  return `${formatCredits(credits)} ${plural(credits, { one, other: many })}`;
}
