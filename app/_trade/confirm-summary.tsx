import type { ReactNode } from 'react';
import { Credits } from './credits';

type ConfirmSummaryProps = {
  item: string;
  /** The name of the seller. Absent when the item is sold back. */
  seller?: string | undefined;
  price: number;
  budgetBefore: number;
  budgetAfter: number;
};

/** The item, the price and the budget of a trade, in credits, shown before the member confirms. */
export function ConfirmSummary(props: ConfirmSummaryProps) {
  const { item, seller, price, budgetBefore, budgetAfter } = props;
  return (
    <dl className="summary totals">
      <Row term="Item">{item}</Row>
      {seller && <Row term="From">{seller}</Row>}
      <Row term="Price">
        <Credits amount={price} />
      </Row>
      <Row term="Your budget now">
        <Credits amount={budgetBefore} />
      </Row>
      <Row term="Your budget after">
        <Credits amount={budgetAfter} />
      </Row>
    </dl>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
