import { formatMoment, type Month, monthOf } from '@/lib/dates';
import type { Entry } from '@/lib/ledger/statements/queries';
import { formatCredits } from '@/lib/money';
import { memberPath } from '@/lib/web/paths';

/** One line of a statement, in words: all that travels to the browser for it. */
export type Line = {
  id: number;
  /** When, for machines and for people. */
  at: string;
  when: string;
  /** What happened to the item, or what it was when there is none. */
  what: string;
  item: { id: number; name: string } | null;
  /** The trade that was taken back. */
  of: string | null;
  undone: boolean;
  /** Whom it was with; there is no page of the market or of a closed account. */
  way: Way;
  whom: string;
  page: string | null;
  /** Where the credits go, to the member or away. */
  direction: 'in' | 'out';
  /** With its sign. */
  amount: string;
  budget: string;
  /** What the button says to those who can't see its line, if it can be taken back now. */
  undo: string | null;
};

type Way = 'from' | 'to' | 'with';

/** A transfer in words. @param undoable whether its member can take it back now */
export function lineOf(entry: Entry, undoable: boolean): Line {
  const { id, at, change, budget, item, other, reverses, undone } = entry;
  const trade = tradeOf(entry);
  return {
    id,
    at: at.toISOString(),
    when: formatMoment(at),
    what: wordsOf(entry),
    item,
    of: reverses && `of ${formatMoment(reverses.at)}`,
    undone,
    way: wayOf(entry),
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

// An item is bought from somebody and sold to them, whichever way the credits go.
function wayOf({ kind, change }: Entry): Way {
  if (kind === 'reversal') return 'with';
  return (kind === 'opening' ? change > 0 : kind === 'purchase' && change < 0) ? 'from' : 'to';
}

/** What happened, without the item; also for the CSV file. */
export function wordsOf(entry: Pick<Entry, 'kind' | 'change' | 'reverses'>): string {
  switch (entry.kind) {
    case 'opening':
      return 'Opening budget';
    case 'purchase':
      return entry.change < 0 ? 'Bought' : 'Sold';
    case 'sell_back':
      return 'Sold back';
    case 'reversal':
      return `Undone ${tradeOf(entry)}`;
    case 'closing':
      return 'Account closed';
  }
}

// What a trade is to the member whose statement this is.
function tradeOf({ kind, change, reverses }: Pick<Entry, 'kind' | 'change' | 'reverses'>): string {
  if ((reverses?.kind ?? kind) === 'sell_back') return 'sell-back';
  const paid = reverses ? change > 0 : change < 0;
  return paid ? 'purchase' : 'sale';
}

/** Consecutive entries of one month. */
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
