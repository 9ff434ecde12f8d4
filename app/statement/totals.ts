import type { Month } from '@/lib/dates';
import { type Entry, getMonthRange, getTotals, type Totals } from '@/lib/ledger/statements/queries';

/**
 * The credits that came in and went out in each month of a page. The newest and the oldest month
 * may continue on other pages, so their totals come from the database.
 */
export function totalsOfMonths(
  memberId: number,
  months: readonly { month: Month; entries: readonly Entry[] }[],
): Promise<Totals[]> {
  return Promise.all(
    months.map(async ({ month, entries }, index) => {
      const whole = index > 0 && index < months.length - 1;
      return whole ? sumOf(entries) : getTotals(memberId, await getMonthRange(memberId, month));
    }),
  );
}

function sumOf(entries: readonly Entry[]): Totals {
  const totals = { in: 0, out: 0 };
  for (const { change } of entries) {
    if (change > 0) totals.in += change;
    else totals.out -= change;
  }
  return totals;
}
