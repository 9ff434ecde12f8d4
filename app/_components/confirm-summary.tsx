import { inCredits } from '@/lib/money';

type ConfirmSummaryProps = {
  item: string;
  /** Whom it is bought from. */
  seller?: string | undefined;
  price: number;
  budgetBefore: number;
  budgetAfter: number;
};

/** What is about to happen to an item and a budget, to be read before saying yes. */
export function ConfirmSummary(props: ConfirmSummaryProps) {
  const { item, seller, price, budgetBefore, budgetAfter } = props;
  const rows = [
    ['Item', item],
    ...(seller ? [['From', seller]] : []),
    ['Price', inCredits(price)],
    ['Your budget now', inCredits(budgetBefore)],
    ['Your budget after', inCredits(budgetAfter)],
  ];
  return (
    <dl className="summary totals">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
