import { describe, expect, it } from 'vitest';
import type { Entry } from '@/lib/ledger/statements/queries';
import { lineOf, monthsOf } from './lines.ts';

const at = new Date(2026, 10, 23, 14, 5);
const item = { id: 7, name: 'Rubber plant' };
const ann = { username: 'Ann & Co', closed: false };
const purchase = { kind: 'purchase', at } as const;
const sellBack = { kind: 'sell_back', at } as const;

const entry = (over: Partial<Entry>): Entry => ({
  id: 1,
  at,
  kind: 'purchase',
  change: -1_300,
  budget: 700,
  item,
  other: null,
  reverses: null,
  undone: false,
  ...over,
});

describe('lineOf', () => {
  it.each<[Partial<Entry>, string, string, string]>([
    [{ kind: 'opening', change: 1_000, item: null }, 'Opening budget', 'from the market', '+1,000'],
    [{}, 'Bought', 'from the market', '−1,300'],
    [{ other: ann }, 'Bought', 'from Ann & Co', '−1,300'],
    [{ change: 5, other: ann }, 'Sold', 'to Ann & Co', '+5'],
    [{ kind: 'sell_back', change: 5 }, 'Sold back', 'to the market', '+5'],
    [
      { kind: 'reversal', change: 5, reverses: purchase },
      'Undone purchase',
      'with the market',
      '+5',
    ],
    [
      { kind: 'reversal', change: -5, reverses: purchase, other: ann },
      'Undone sale',
      'with Ann & Co',
      '−5',
    ],
    [
      { kind: 'reversal', change: -5, reverses: sellBack },
      'Undone sell-back',
      'with the market',
      '−5',
    ],
  ])('shows %j as “%s” %s, %s', (over, what, whom, amount) => {
    const line = lineOf(entry(over), false);
    expect([line.what, `${line.way} ${line.whom}`, line.amount]).toEqual([what, whom, amount]);
    expect(line.direction).toBe(amount.startsWith('+') ? 'in' : 'out');
    expect(line.undo).toBeNull();
  });

  it('links to the other member, unless that account is closed', () => {
    expect(lineOf(entry({ other: ann }), false).page).toBe('/members/Ann%20%26%20Co');
    const gone = lineOf(entry({ other: { username: 'Closed account', closed: true } }), false);
    expect([gone.page, gone.whom]).toEqual([null, 'a closed account']);
  });

  it('names the trade that the button “Undo” takes back', () => {
    expect(lineOf(entry({}), true).undo).toBe('Undo purchase of Rubber plant');
    const sold = entry({ kind: 'sell_back', change: 5 });
    expect(lineOf(sold, true).undo).toBe('Undo sell-back of Rubber plant');
  });

  it('names the time of the trade that a reversal takes back', () => {
    expect(lineOf(entry({ kind: 'reversal', reverses: purchase }), false).of).toMatch(
      /^of Nov 23, 2026, 2:05\sPM$/,
    );
  });
});

it('monthsOf groups entries by their month', () => {
  const october = new Date(2026, 9, 31, 23, 59);
  const entries = [entry({ id: 3 }), entry({ id: 2 }), entry({ id: 1, at: october })];
  expect(monthsOf(entries).map(({ month, entries }) => [month, entries.length])).toEqual([
    ['2026-11', 2],
    ['2026-10', 1],
  ]);
  expect(monthsOf([])).toEqual([]);
});
