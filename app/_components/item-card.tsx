import type { ReactNode } from 'react';
import { formatCredits, inCredits } from '@/lib/money';

type ItemCardProps = {
  /** `artwork` is the URL of a square picture. */
  item: { id: number; name: string; price: number; artwork: string };
  /** The credits that are missing to pay for it, if any are. */
  short?: number;
  /** The buttons that act on the item. */
  children?: ReactNode;
};

/** One item in a grid. A page has many: every element here is paid for that many times. */
export function ItemCard({ item, short = 0, children }: ItemCardProps) {
  return (
    <li className={short > 0 ? 'card card-dear' : 'card'}>
      <img src={item.artwork} alt="" width="320" height="320" />
      <h3>
        <a href={`/items/${item.id}`} data-info>
          {item.name}
        </a>
      </h3>
      <span className="tag">
        {inCredits(item.price)}
        {short > 0 && <span className="sr-only">, {formatCredits(short)} more than you have</span>}
      </span>
      {children}
    </li>
  );
}
