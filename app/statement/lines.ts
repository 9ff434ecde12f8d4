import { formatMoment, type Month, monthOf } from '@/lib/dates';
import type { Entry } from '@/lib/ledger/statements/queries';
import { formatCredits } from '@/lib/money';
import { memberPath } from '@/lib/web/paths';

/** One line of a statement as text. The server sends nothing else to the browser for a line. */
export type Line = {
  id: number;
  /** The time in ISO 8601. */
  at: string;
  /** The time as people read it. */
  when: string;
  /** The kind of transfer, such as “Bought”. */
  what: string;
  item: { id: number; name: string } | null;
  /** The time of the trade that this line takes back, such as “of Nov 23, 2026, 2:05 PM”. */
  of: string | null;
  undone: boolean;
  /** The word before the name of the other side. */
  way: Preposition;
  /** The name of the other side. */
  whom: string;
  /** The path of the other side's page. The market and closed accounts have no page. */
  page: string | null;
  /** Whether the member gets the credits or pays them. */
  direction: 'in' | 'out';
  /** The credits, with their sign. */
  amount: string;
  budget: string;
  /** The accessible name of the button “Undo”. Null when the trade can't be undone now. */
  undo: string | null;
};

type Preposition = 'from' | 'to' | 'with';

/**
 * The line for a transfer.
 * @param undoable whether the member can undo the trade now
 */
export function lineOf(entry: Entry, undoable: boolean): Line {
  const { id, at, change, budget, item, other, reverses, undone } = entry;
  const trade = tradeLabel(entry);
  return {
    id,
    at: at.toISOString(),
    when: formatMoment(at),
    what: transferLabel(entry),
    item,
    of: reverses && `of ${formatMoment(reverses.at)}`,
    undone,
    way: prepositionOf(entry),
    whom: nameOfOther(other),
    page: other === null || other.closed ? null : memberPath(other.username),
    direction: change > 0 ? 'in' : 'out',
    amount: `${change > 0 ? '+' : '−'}${formatCredits(Math.abs(change))}`,
    budget: formatCredits(budget),
    undo: undoable && item ? `Undo ${trade} of ${item.name}` : null,
  };
}

/** What the other side of a transfer is called, also in the CSV file. */
export function nameOfOther(other: Entry['other']): string {
  if (other === null) return 'the market';
  return other.closed ? 'a closed account' : other.username;
}

// A buyer buys from somebody, and a seller sells to somebody.
function prepositionOf({ kind, change }: Entry): Preposition {
  if (kind === 'reversal') return 'with';
  return (kind === 'opening' ? change > 0 : kind === 'purchase' && change < 0) ? 'from' : 'to';
}

/** The kind of a transfer for people, such as “Bought”. The CSV file uses it too. */
export function transferLabel(entry: Pick<Entry, 'kind' | 'change' | 'reverses'>): string {
  switch (entry.kind) {
    case 'opening':
      return 'Opening budget';
    case 'purchase':
      return entry.change < 0 ? 'Bought' : 'Sold';
    case 'sell_back':
      return 'Sold back';
    case 'reversal':
      return `Undone ${tradeLabel(entry)}`;
    case 'closing':
      return 'Account closed';
  }
}

// The kind of a trade from the view of the member whose statement this is.
function tradeLabel({
  kind,
  change,
  reverses,
}: Pick<Entry, 'kind' | 'change' | 'reverses'>): string {
  if ((reverses?.kind ?? kind) === 'sell_back') return 'sell-back';
  const paid = reverses ? change > 0 : change < 0;
  return paid ? 'purchase' : 'sale';
}

/** Groups consecutive entries of the same month. */
export function monthsOf(entries: readonly Entry[]): { month: Month; entries: Entry[] }[] {
  const months: { month: Month; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = monthOf(entry.at);
    const last = months.at(-1);
    if (last?.month === month) last.entries.push(entry);
    else months.push({ month, entries: [entry] });
  }
  return months;
}
