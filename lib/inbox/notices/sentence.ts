import { type CreditWords, inCredits } from '../../money.ts';
import type { Notice } from './queries.ts';

type Told = Pick<Notice, 'kind' | 'by' | 'amount'>;

const SENTENCES: Record<Notice['kind'], (by: string, amount: string) => string> = {
  sold: (by, amount) => `${by} bought it for ${amount}.`,
  undone: (by, amount) =>
    `${by} took the purchase back. The ${amount} went back, and it is offered again.`,
  price_fell: (_, amount) => `It costs less now: ${amount}.`,
  returned: (by, amount) => `${by} offers it: it can be had again, for ${amount}.`,
};

/**
 * What a notice says of its item.
 * @param words what its reader calls credits
 */
export function sentenceOf({ kind, by, amount }: Told, words: CreditWords): string {
  return SENTENCES[kind](by ?? 'The market', inCredits(amount, words));
}
