'use client';

import { ItemCard } from '../_components/item-card';
import { ItemGrid } from '../_components/item-grid';
import type { Card } from '../market/cards';

/** What a member has starred, each with a note on how far it is. */
export function StarredList({ items }: { items: readonly (Card & { note: string })[] }) {
  return (
    <ItemGrid>
      {items.map((item) => (
        <ItemCard key={item.id} item={item}>
          <p className="text-sm text-soft">{item.note}</p>
        </ItemCard>
      ))}
    </ItemGrid>
  );
}
