import { formatCredits } from '@/lib/money';
import { plural } from '@/lib/plural';
import { Credits } from '../_trade/credits';

/** A sentence that says what a member has. `budget` is in credits, and `items` is a count. */
export function Holdings({ budget, items }: { budget: number; items: number }) {
  const owned =
    items === 0
      ? 'no items yet'
      : plural(items, { one: '1 item', other: `${formatCredits(items)} items` });
  return (
    <>
      You have <Credits amount={budget} /> to spend, and own {owned}.
    </>
  );
}
