import type { ReactNode } from 'react';

/** A grid of `ItemCard`s with as many columns as the page has room for. */
export function ItemGrid({ children }: { children: ReactNode }) {
  return <ul className="item-grid">{children}</ul>;
}
