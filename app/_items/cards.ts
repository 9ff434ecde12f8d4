import { artworkUrl } from '@/lib/artwork/artwork';
import { isOwner } from '@/lib/items/may';
import type { ListedItem } from '@/lib/items/queries';
import { photoPath } from '@/lib/web/paths';
import type { TradedItem } from '../_trade/trade';

/** An item of a list as it crosses to the browser. Prices are in credits. */
export type Card = TradedItem & {
  /** The URL of a square picture. */
  picture: string;
  /** Whether the reader owns the item. */
  mine?: boolean;
  /** What the market pays for the reader's item. Null when the market does not take it back. */
  soldFor?: number | null;
  /** What the reader asks for the item. Null when the reader does not offer it. */
  askingPrice?: number | null;
  /** A sentence below the price. */
  note?: string;
};

/** An item at a price. Its picture is its first photo, or else its artwork. */
export function cardOf(item: ListedItem, price: number): Card {
  const { id, name, barcode, photo } = item;
  const picture = photo === null ? artworkUrl(name, barcode) : photoPath(photo, 'small');
  return { id, name, price, picture };
}

/** An item for sale, for anybody. */
export function shelfCardOf(item: ListedItem): Card {
  return cardOf(item, item.salePrice ?? item.price);
}

/** An item for sale, for a member who may buy it. The card names a seller who is a member. */
export function saleCardOf(item: ListedItem, reader: { id: number }): Card {
  const card = shelfCardOf(item);
  if (item.ownerId === null) return card;
  return isOwner(reader, item)
    ? { ...card, mine: true }
    : { ...card, seller: item.ownerName ?? '' };
}

/** An item of the reader, at what the market would pay for it, if it would. */
export function ownedCardOf(item: ListedItem): Card {
  return cardOf(item, item.soldFor ?? item.price);
}
