import { artworkUrl } from '@/lib/artwork/artwork';
import type { ListedItem } from '@/lib/items/queries';

/** What a list needs of an item, and all that travels to the browser for it. */
export type Card = {
  id: number;
  name: string;
  /** What it costs the reader, or brings them, in credits. */
  price: number;
  /** The URL of a square picture. */
  artwork: string;
};

/** Items for a shelf, at the market's price. */
export function cardsOf(items: readonly ListedItem[]): Card[] {
  return items.map(({ id, name, price, barcode }) => ({
    id,
    name,
    price,
    artwork: artworkUrl(name, barcode),
  }));
}

/** Items that a member owns, at what the market pays to take them back; not all can be. */
export function ownedCardsOf(items: readonly ListedItem[]): (Card & { sellable: boolean })[] {
  return items.map(({ id, name, price, barcode, soldFor }) => ({
    id,
    name,
    price: soldFor ?? price,
    artwork: artworkUrl(name, barcode),
    sellable: soldFor !== null,
  }));
}
