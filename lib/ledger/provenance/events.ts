/** Somebody who had to do with an item. */
export type Person = { id: number; name: string; closedAt: Date | null };

/** A transfer that an item was the reason of: a row of the ledger. */
export type TradeRecord = {
  kind: string;
  payer: Person | null;
  payee: Person | null;
  amount: number;
  /** Of a reversal, what it reverses. */
  reversed: string | null;
  at: Date;
};

/** Something that has happened to an item. Where a person is null, it is the market. */
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
 * What trades say of an item, oldest first. The ledger knows nothing of the items that a closed
 * account left to the market; that its owner did not trade them any more does.
 *
 * @param trades those of one item, oldest first
 * @param owner who had it before the first of them; null = the market, or nobody knows
 */
export function buildEvents(trades: readonly TradeRecord[], owner: Person | null): ItemEvent[] {
  const left = (from: Person | null, next: TradeRecord | undefined): ItemEvent[] =>
    from?.closedAt && (!next || next.at >= from.closedAt)
      ? [{ kind: 'account_closed', at: from.closedAt }]
      : [];
  return [
    ...left(owner, trades[0]),
    ...trades.flatMap((trade, index) => [
      ...eventOf(trade),
      ...left(ownerAfter(trade), trades[index + 1]),
    ]),
  ];
}

// The buyer pays; who sells back is paid; a reversal is the other way round.
function eventOf({ kind, payer, payee, amount: price, reversed, at }: TradeRecord): ItemEvent[] {
  if (kind === 'purchase' && payer) return [{ kind: 'bought', by: payer, from: payee, price, at }];
  if (kind === 'sell_back' && payee) return [{ kind: 'sold_back', by: payee, price, at }];
  if (kind !== 'reversal') return [];
  if (reversed === 'sell_back' && payer) {
    return [{ kind: 'sell_back_undone', by: payer, price, at }];
  }
  return payee ? [{ kind: 'purchase_undone', by: payee, to: payer, price, at }] : [];
}

// As the audit of the ledger has it.
function ownerAfter({ kind, payer }: TradeRecord): Person | null {
  return kind === 'sell_back' ? null : payer;
}
