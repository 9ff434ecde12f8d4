import type { ReactNode } from 'react';
import { itemPath } from '@/lib/web/paths';
import { Credits } from '../_trade/credits';
import type { Card } from './cards';

type ItemCardProps = {
  item: Card;
  /** Whether the item costs more than the reader has. */
  tooExpensive?: boolean;
  /** The buttons that act on the item. */
  children?: ReactNode;
};

/** One item in a grid. A page has many cards, so each element of a card adds to the page's cost. */
export function ItemCard({ item, tooExpensive, children }: ItemCardProps) {
  return (
    <li className={tooExpensive ? 'card card-dear' : 'card'}>
      <img
        src={item.picture}
        alt=""
        width="320"
        height="320"
        // Only photos load lazily. A drawing is a data URL, which is in the page already.
        loading={item.picture.startsWith('/') ? 'lazy' : undefined}
      />
      <h3>
        <a href={itemPath(item.id)} data-info>
          {item.name}
        </a>
      </h3>
      <span className="tag">
        <Credits amount={item.price} />
        {tooExpensive && <span className="sr-only">, more than you have</span>}
      </span>
      {children}
    </li>
  );
}
