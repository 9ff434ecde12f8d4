/** A member in the history of an item. `closedAt` null = the account is open. */
export type Person = { id: number; name: string; closedAt: Date | null };

/** A transfer of an item, as the ledger holds it. Payer or payee null = the market. */
export type TradeRecord = {
  kind: string;
  payer: Person | null;
  payee: Person | null;
  amount: number;
  /** The kind of the reversed transfer, for a reversal. */
  reversed: string | null;
  at: Date;
};

/** An event in the history of an item. Person null = the market. Prices are in credits. */
export type ItemEvent = { at: Date } & (
  | { kind: 'added'; by: Person | null }
  | { kind: 'bought'; by: Person; from: Person | null; price: number }
  | { kind: 'sold_back'; by: Person; price: number }
  | { kind: 'purchase_undone'; by: Person; to: Person | null; price: number }
  | { kind: 'sell_back_undone'; by: Person; price: number }
  | { kind: 'account_closed' }
  | { kind: 'edited'; by: Person; field: string; before: string; after: string }
);

/**
 * The events of an item, oldest first, from its trades. Closing an account gives its items to the
 * market without a transfer. So this function adds the event `account_closed` when the owner closed
 * the account before the next trade.
 *
 * @param trades the trades of one item, oldest first
 * @param owner the owner before the first trade; null = the market or unknown
 */
export function buildEvents(trades: readonly TradeRecord[], owner: Person | null): ItemEvent[] {
  const closingEvents = (from: Person | null, next: TradeRecord | undefined): ItemEvent[] =>
    from?.closedAt && (!next || next.at >= from.closedAt)
      ? [{ kind: 'account_closed', at: from.closedAt }]
      : [];
  return [
    ...closingEvents(owner, trades[0]),
    ...trades.flatMap((trade, index) => [
      ...eventOf(trade),
      ...closingEvents(ownerAfter(trade), trades[index + 1]),
    ]),
  ];
}

// The payer of a purchase is the buyer. The payee of a sell-back is the seller. A reversal swaps both.
function eventOf({ kind, payer, payee, amount: price, reversed, at }: TradeRecord): ItemEvent[] {
  if (kind === 'purchase' && payer) return [{ kind: 'bought', by: payer, from: payee, price, at }];
  if (kind === 'sell_back' && payee) return [{ kind: 'sold_back', by: payee, price, at }];
  if (kind !== 'reversal') return [];
  if (reversed === 'sell_back' && payer) {
    return [{ kind: 'sell_back_undone', by: payer, price, at }];
  }
  return payee ? [{ kind: 'purchase_undone', by: payee, to: payer, price, at }] : [];
}

// The audit in `lib/ledger/queries.ts` uses the same rule.
function ownerAfter({ kind, payer }: TradeRecord): Person | null {
  return kind === 'sell_back' ? null : payer;
}
