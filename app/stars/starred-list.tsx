'use client';

import type { Card } from '../_items/cards';
import { ItemCard } from '../_items/item-card';
import { ItemGrid } from '../_items/item-grid';

type StarredListProps = { items: readonly Card[] };

/** The items that a member has starred, each with a note. */
export function StarredList({ items }: StarredListProps) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard key={item.id} item={item}>
          <p className="card-note">{item.note}</p>
        </ItemCard>
      ))}
    </ItemGrid>
  );
}
