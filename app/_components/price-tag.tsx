import { inCredits } from '@/lib/money';

/** A price, as the tag that hangs on the item. */
export function PriceTag({ credits, large }: { credits: number; large?: boolean }) {
  return <span className={large ? 'tag tag-large' : 'tag'}>{inCredits(credits)}</span>;
}
