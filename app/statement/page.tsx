import type { Metadata } from 'next';
import { asMonth, formatMonth, type Month, monthsBetween } from '@/lib/dates';
import {
  getMonthRange,
  getStatementPage,
  getTotals,
  WHOLE_STATEMENT,
} from '@/lib/ledger/statements/queries';
import type { Neighbours } from '@/lib/paging';
import { getJoinedAt } from '@/lib/people/users/queries';
import { listUndoable } from '@/lib/trading/undo/queries';
import { memberPage } from '@/lib/web/page';
import { positionOf } from '@/lib/web/paging';
import { Credits, CreditsWord } from '../_trade/credits';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { PageHeading } from '../_ui/page-heading';
import { Pager } from '../_ui/pager';
import { BudgetChart } from './budget-chart';
import { lineOf, monthsOf } from './lines';
import { MonthChoice } from './month-choice';
import { type StatementPart, statementPath } from './part';
import { StatementTable } from './statement-table';
import { totalsOfMonths } from './totals';

export const metadata: Metadata = { title: 'Statement' };

type Props = PageProps<'/statement'>;

async function partOf({ searchParams }: Props): Promise<StatementPart> {
  const query = await searchParams;
  return { month: asMonth(query.month), ...positionOf(query) };
}

const addressOf = async (props: Props) => statementPath(await partOf(props));

export default memberPage(addressOf, async ({ id, budget, words, askedAt }, props: Props) => {
  const part = await partOf(props);
  const range = part.month ? await getMonthRange(id, part.month) : WHOLE_STATEMENT;
  const [statement, totals, joinedAt] = await Promise.all([
    getStatementPage(id, part, range),
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
        lead={
          <>
            You have <Credits amount={budget} />: <Credits amount={totals.in} /> came in, and{' '}
            <Credits amount={totals.out} /> went out.
          </>
        }
        aside={
          <a className="button" href="/statement/csv" download>
            Download as CSV
          </a>
        }
      />
      <MonthChoice chosen={part.month} months={monthsBetween(joinedAt ?? askedAt, askedAt)} />
      <BudgetChart entries={entries} words={words} />
      {months.map(({ month, entries: ofMonth }, index) => (
        <section key={ofMonth[0]?.id} aria-labelledby={`month-${index}`} className="grid gap-4">
          <div className="grid gap-1">
            <h2 id={`month-${index}`}>{formatMonth(month)}</h2>
            <p className="text-soft">
              <Credits amount={monthTotals[index]?.in ?? 0} /> in,{' '}
              <Credits amount={monthTotals[index]?.out ?? 0} /> out
            </p>
          </div>
          <StatementTable
            lines={ofMonth.map((entry) => lineOf(entry, undoable.has(entry.id)))}
            labelledBy={`month-${index}`}
            here={statementPath(part)}
          />
        </section>
      ))}
      {entries.length === 0 && <NoEntries month={part.month} />}
      <Pager {...pagesOf(part, statement)} label="Pages of your statement" />
    </>
  );
});

function NoEntries({ month }: { month: Month | null }) {
  return (
    <EmptyState title={month ? `Nothing happened in ${formatMonth(month)}` : 'Nothing here'}>
      <p>
        Whatever moves your <CreditsWord /> stands on your statement.
      </p>
      <ButtonLink href="/statement">The whole statement</ButtonLink>
    </EmptyState>
  );
}

function pagesOf({ month }: StatementPart, { previous, next }: Neighbours) {
  return {
    previous: previous === null ? null : statementPath({ month, before: previous }),
    next: next === null ? null : statementPath({ month, after: next }),
  };
}
