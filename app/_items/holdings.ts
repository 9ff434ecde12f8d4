import { type CreditWords, formatCredits, inCredits } from '@/lib/money';

/** What a member has, in a sentence: credits to spend, and items. */
export function meansOf(
  { budget, words }: { budget: number; words: CreditWords },
  owned: number,
): string {
  const items =
    owned === 0 ? 'no items yet' : owned === 1 ? '1 item' : `${formatCredits(owned)} items`;
  return `You have ${inCredits(budget, words)} to spend, and own ${items}.`;
}
