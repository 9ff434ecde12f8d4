import type { ReactNode } from 'react';

/** As many columns of `ItemCard`s as fit. */
export function ItemGrid({ children }: { children: ReactNode }) {
  return <ul className="item-grid">{children}</ul>;
}
