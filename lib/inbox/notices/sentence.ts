import { type CreditWords, inCredits } from '../../money.ts';
import type { Notice } from './queries.ts';

type NoticeFacts = Pick<Notice, 'kind' | 'by' | 'amount'>;

const SENTENCES: Record<Notice['kind'], (by: string, amount: string) => string> = {
  sold: (by, amount) => `${by} bought it for ${amount}.`,
  undone: (by, amount) =>
    `${by} took the purchase back. The ${amount} went back, and it is offered again.`,
  price_fell: (_, amount) => `It costs less now: ${amount}.`,
  returned: (by, amount) => `${by} offers it: it can be had again, for ${amount}.`,
};

/**
 * The sentence of a notice.
 * @param words the reader's words for credits
 */
export function sentenceOf({ kind, by, amount }: NoticeFacts, words: CreditWords): string {
  return SENTENCES[kind](by ?? 'The market', inCredits(amount, words));
}
