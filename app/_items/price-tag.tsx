import { type CreditWords, inCredits } from '@/lib/money';

type PriceTagProps = { credits: number; words: CreditWords; large?: boolean };

/** A price, as the tag that hangs on the item. */
export function PriceTag({ credits, words, large }: PriceTagProps) {
  return <span className={large ? 'tag tag-large' : 'tag'}>{inCredits(credits, words)}</span>;
}
