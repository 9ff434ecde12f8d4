/** The kinds of trade: buying, and selling back to the market. */
export type TradeKind = 'buy' | 'sell-back';

export type TradedItem = {
  id: number;
  name: string;
  price: number;
  /** The name of the seller. Absent: the seller is not shown. */
  seller?: string | undefined;
};

export const VERB: Record<TradeKind, string> = { buy: 'Buy', 'sell-back': 'Sell back' };

/** The name of the seller when no member offers the item. */
export const THE_MARKET = 'The market';

/** The form field with the item's id. The old system used the same names. */
export const ITEM_FIELD: Record<TradeKind, string> = {
  buy: 'purchase_item',
  'sell-back': 'sell_item',
};

/** The budget after a trade, in credits. It is below zero when the budget is too small. */
export function budgetAfter(kind: TradeKind, budget: number, price: number): number {
  return kind === 'buy' ? budget - price : budget + price;
}
