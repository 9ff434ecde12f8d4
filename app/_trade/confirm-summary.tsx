import { type CreditWords, inCredits } from '@/lib/money';

type ConfirmSummaryProps = {
  item: string;
  /** Whom it is bought from. */
  seller?: string | undefined;
  price: number;
  budgetBefore: number;
  budgetAfter: number;
  words: CreditWords;
};

/** What is about to happen to an item and a budget, to be read before saying yes. */
export function ConfirmSummary(props: ConfirmSummaryProps) {
  const { item, seller, price, budgetBefore, budgetAfter, words } = props;
  const rows = [
    ['Item', item],
    ...(seller ? [['From', seller]] : []),
    ['Price', inCredits(price, words)],
    ['Your budget now', inCredits(budgetBefore, words)],
    ['Your budget after', inCredits(budgetAfter, words)],
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
