import { formatCredits, inCredits } from '@/lib/money';

/** What a member has, in a sentence: credits to spend, and items. */
export function meansOf(budget: number, owned: number): string {
  const items =
    owned === 0 ? 'no items yet' : owned === 1 ? '1 item' : `${formatCredits(owned)} items`;
  return `You have ${inCredits(budget)} to spend, and own ${items}.`;
}
