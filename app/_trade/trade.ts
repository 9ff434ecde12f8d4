/** Buying, or selling back to the market: the words and the sums that both sides show. */
export type TradeKind = 'buy' | 'sell-back';

export type TradedItem = {
  id: number;
  name: string;
  price: number;
  /** Whom it is bought from, in words; not said when absent. */
  seller?: string | undefined;
};

export const VERB: Record<TradeKind, string> = { buy: 'Buy', 'sell-back': 'Sell back' };

/** The seller of what no member offers. */
export const THE_MARKET = 'The market';

/** The form field that carries the item's id, as the old system names it. */
export const ITEM_FIELD: Record<TradeKind, string> = {
  buy: 'purchase_item',
  'sell-back': 'sell_item',
};

/** The budget once the trade is done, in credits; below zero when it can't be paid. */
export function budgetAfter(kind: TradeKind, budget: number, price: number): number {
  return kind === 'buy' ? budget - price : budget + price;
}
