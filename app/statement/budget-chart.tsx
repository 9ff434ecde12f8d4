import { formatDay } from '@/lib/dates';
import type { Entry } from '@/lib/ledger/statements/queries';
import { type CreditWords, formatCredits, inCredits } from '@/lib/money';

const WIDTH = 1_000;
const HEIGHT = 160;

type BudgetChartProps = { entries: readonly Entry[]; words: CreditWords };

/** The budget over time, as a line with a step at each transfer. `entries` are newest first. */
export function BudgetChart({ entries, words }: BudgetChartProps) {
  const steps = entries.toReversed();
  const [first, last] = [steps.at(0), steps.at(-1)];
  if (!first || !last || steps.length < 2) return null;
  const budgets = steps.map(({ budget }) => budget);
  const most = Math.max(...budgets);
  const least = Math.min(...budgets);
  const summary =
    `Your budget went from ${inCredits(first.budget, words)} on ${formatDay(first.at)} to ` +
    `${inCredits(last.budget, words)} on ${formatDay(last.at)}. It was ${formatCredits(most)} at most ` +
    `and ${formatCredits(least)} at least.`;
  return (
    <div className="chart">
      <div className="chart-scale" aria-hidden="true">
        <span>{formatCredits(Math.max(most, 0))}</span>
        <span>{formatCredits(Math.min(least, 0))}</span>
      </div>
      <svg
        role="img"
        aria-label={summary}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        <path d={stepsOf(steps)} vectorEffect="non-scaling-stroke" />
      </svg>
      <p className="hint" aria-hidden="true">
        {summary}
      </p>
    </div>
  );
}

function stepsOf(steps: readonly Entry[]): string {
  const times = steps.map(({ at }) => at.getTime());
  const start = Math.min(...times);
  const span = Math.max(...times) - start;
  const top = Math.max(0, ...steps.map(({ budget }) => budget));
  const bottom = Math.min(0, ...steps.map(({ budget }) => budget));
  // Transfers at the same moment are spread evenly over the width.
  const x = (at: number, index: number) =>
    Math.round(WIDTH * (span ? (at - start) / span : index / (steps.length - 1)));
  const y = (budget: number) =>
    Math.round(HEIGHT * (1 - (budget - bottom) / Math.max(1, top - bottom)));
  return steps
    .map(({ budget }, index) => {
      const at = x(times[index] ?? start, index);
      return index === 0 ? `M${at} ${y(budget)}` : `H${at}V${y(budget)}`;
    })
    .join('');
}
