import type { Metadata } from 'next';
import { asMonth, formatMonth, type Month, monthsBetween } from '@/lib/dates';
import { ALL, getMonthRange, getStatementPage, getTotals } from '@/lib/ledger/statements/queries';
import { inCredits } from '@/lib/money';
import type { Neighbours } from '@/lib/paging';
import { getJoinedAt } from '@/lib/people/users/queries';
import { listUndoable } from '@/lib/trading/undo/queries';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { positionOf } from '../../lib/web/paging';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { PageHeading } from '../_ui/page-heading';
import { Pager } from '../_ui/pager';
import { BudgetChart } from './budget-chart';
import { lineOf, monthsOf } from './lines';
import { MonthChoice } from './month-choice';
import { type Place, pathOf } from './place';
import { StatementTable } from './statement-table';
import { totalsOfMonths } from './totals';

export const metadata: Metadata = { title: 'Statement' };

export default page(async ({ searchParams }: PageProps<'/statement'>) => {
  const query = await searchParams;
  const place: Place = {
    month: asMonth(query.month),
    ...positionOf(query),
  };
  const { id, budget, words } = await requireMember(pathOf(place));
  const range = place.month ? await getMonthRange(id, place.month) : ALL;
  const [statement, totals, joinedAt] = await Promise.all([
    getStatementPage(id, place, range),
    getTotals(id),
    getJoinedAt(id),
  ]);
  const { entries } = statement;
  const months = monthsOf(entries);
  const [monthTotals, undoable] = await Promise.all([
    totalsOfMonths(id, months),
    listUndoable(
      id,
      entries.map((entry) => entry.id),
    ),
  ]);
  return (
    <>
      <PageHeading
        title="Statement"
        lead={`You have ${inCredits(budget, words)}: ${inCredits(totals.in, words)} came in, and ${inCredits(totals.out, words)} went out.`}
        aside={
          <a className="button" href="/statement/csv" download>
            Download as CSV
          </a>
        }
      />
      <MonthChoice chosen={place.month} months={monthsBetween(joinedAt, new Date())} />
      <BudgetChart entries={entries} words={words} />
      {months.map(({ month, entries: ofMonth }, index) => (
        <section key={ofMonth[0]?.id} aria-labelledby={`month-${index}`} className="grid gap-4">
          <div className="grid gap-1">
            <h2 id={`month-${index}`}>{formatMonth(month)}</h2>
            <p className="text-soft">
              {inCredits(monthTotals[index]?.in ?? 0, words)} in,{' '}
              {inCredits(monthTotals[index]?.out ?? 0, words)} out
            </p>
          </div>
          <StatementTable
            lines={ofMonth.map((entry) => lineOf(entry, undoable.has(entry.id)))}
            labelledBy={`month-${index}`}
            here={pathOf(place)}
          />
        </section>
      ))}
      {entries.length === 0 && <Nothing month={place.month} word={words.many} />}
      <Pager {...pagesOf(place, statement)} label="Pages of your statement" />
    </>
  );
});

function Nothing({ month, word }: { month: Month | null; word: string }) {
  return (
    <EmptyState title={month ? `Nothing happened in ${formatMonth(month)}` : 'Nothing here'}>
      <p>Whatever moves your {word} stands on your statement.</p>
      <ButtonLink href="/statement">The whole statement</ButtonLink>
    </EmptyState>
  );
}

function pagesOf({ month }: Place, { previous, next }: Neighbours) {
  return {
    previous: previous === null ? null : pathOf({ month, before: previous }),
    next: next === null ? null : pathOf({ month, after: next }),
  };
}
