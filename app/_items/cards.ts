import { artworkUrl } from '@/lib/artwork/artwork';
import type { ListedItem } from '@/lib/items/queries';
import type { ShelfItem } from '@/lib/shelf/queries';
import { photoPath } from '@/lib/web/paths';

/** What a list needs of an item, and all that travels to the browser for it. */
export type Card = {
  id: number;
  name: string;
  /** What it costs the reader, or brings them, in credits. */
  price: number;
  /** The URL of a square picture. */
  artwork: string;
};

/** What is for sale: whether the reader offers it, or which other member. */
export type SaleCard = Card & { mine?: boolean; seller?: string };

/** What stands for an item: its first photo, which only members can have, or else its artwork. */
export function pictureOf(item: { name: string; barcode: string; photo: number | null }): string {
  return item.photo === null ? artworkUrl(item.name, item.barcode) : photoPath(item.photo, 'small');
}

type Priced = Pick<ShelfItem, 'id' | 'name' | 'price' | 'barcode' | 'photo'>;

function cardOf(item: Priced): Card {
  return { id: item.id, name: item.name, price: item.price, artwork: pictureOf(item) };
}

/** Items for a member's shelf, at what they cost. */
export function cardsOf(items: readonly Priced[]): Card[] {
  return items.map(cardOf);
}

/** Items for sale to a member. */
export function saleCardsOf(items: readonly ShelfItem[], member: { id: number }): SaleCard[] {
  return items.map((item) => {
    const card = cardOf(item);
    if (item.sellerId === null) return card;
    return item.sellerId === member.id
      ? { ...card, mine: true }
      : { ...card, seller: item.seller ?? '' };
  });
}

/** Items that a member owns, at what the market pays to take them back, if it does. */
export function ownedCardsOf(items: readonly ListedItem[]): Card[] {
  return cardsOf(items.map((item) => ({ ...item, price: item.soldFor ?? item.price })));
}
