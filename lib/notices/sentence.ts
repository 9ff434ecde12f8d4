import { type CreditWords, inCredits } from '../money.ts';
import type { Notice } from './queries.ts';

type Told = Pick<Notice, 'kind' | 'by' | 'amount'>;

const SENTENCES: Record<Notice['kind'], (by: string | null, amount: string) => string> = {
  sold: (by, amount) => `${by ?? 'The market'} bought it for ${amount}.`,
  undone: (by, amount) =>
    `${by ?? 'The market'} took the purchase back. The ${amount} went back, and it is offered again.`,
  price_fell: (_, amount) => `It costs less now: ${amount}.`,
  returned: (by, amount) =>
    by
      ? `${by} offers it: it can be had again, for ${amount}.`
      : `The market has it back: it can be had again, for ${amount}.`,
};

/**
 * What a notice says of its item.
 * @param words what its reader calls credits
 */
export function sentenceOf({ kind, by, amount }: Told, words: CreditWords): string {
  return SENTENCES[kind](by, inCredits(amount, words));
}
