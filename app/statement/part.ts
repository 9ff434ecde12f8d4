import type { Month } from '@/lib/dates';
import type { Position } from '@/lib/paging';

/** Which part of a statement a page shows. */
export type StatementPart = Position & { month: Month | null };

/** The path of that page. */
export function statementPath({ month, before, after }: StatementPart): string {
  const query = new URLSearchParams();
  if (month) query.set('month', month);
  if (after !== undefined) query.set('after', String(after));
  else if (before !== undefined) query.set('before', String(before));
  return query.size > 0 ? `/statement?${query}` : '/statement';
}
