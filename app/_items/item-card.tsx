import type { ReactNode } from 'react';
import { itemPath } from '@/lib/web/paths';
import { Credits } from '../_trade/credits';

type ItemCardProps = {
  /** `artwork` is the URL of a square picture. */
  item: { id: number; name: string; price: number; artwork: string };
  /** Whether it costs more than the reader has. */
  dear?: boolean;
  /** The buttons that act on the item. */
  children?: ReactNode;
};

/** One item in a grid. A page has many: every element here is paid for that many times. */
export function ItemCard({ item, dear, children }: ItemCardProps) {
  return (
    <li className={dear ? 'card card-dear' : 'card'}>
      <img
        src={item.artwork}
        alt=""
        width="320"
        height="320"
        // Drawings are in the page already.
        loading={item.artwork.startsWith('/') ? 'lazy' : undefined}
      />
      <h3>
        <a href={itemPath(item.id)} data-info>
          {item.name}
        </a>
      </h3>
      <span className="tag">
        <Credits amount={item.price} />
        {dear && <span className="sr-only">, more than you have</span>}
      </span>
      {children}
    </li>
  );
}
