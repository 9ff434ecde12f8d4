import type { Month } from '@/lib/dates';
import type { Position } from '@/lib/paging';

/** The part of a statement that a page shows. Without a month, the page shows all months. */
export type StatementPart = Position & { month: Month | null };

/** The path of the page that shows a part of a statement. */
export function statementPath({ month, before, after }: StatementPart): string {
  const query = new URLSearchParams();
  if (month) query.set('month', month);
  if (after !== undefined) query.set('after', String(after));
  else if (before !== undefined) query.set('before', String(before));
  return query.size > 0 ? `/statement?${query}` : '/statement';
}
