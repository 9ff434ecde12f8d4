'use client';

import Link from 'next/link';
import { itemPath } from '@/lib/web/paths';
import { undoAction } from '../_trade/actions';
import { Button } from '../_ui/button';
import type { Line } from './lines';

type Props = {
  lines: readonly Line[];
  /** The element id of the heading above the transfers. */
  labelledBy: string;
  /** The path of this page, to come back to after “Undo”. */
  here: string;
};

/**
 * Transfers, newest first. `_items/item-list.tsx` says why this is a client component.
 */
export function StatementTable({ lines, labelledBy, here }: Props) {
  return (
    <table className="statement" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col" className="statement-date">
            Date
          </th>
          <th scope="col">What</th>
          <th scope="col">Amount</th>
          <th scope="col">Budget</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td className="statement-date">
              <time dateTime={line.at}>{line.when}</time>
            </td>
            <td>
              <Description line={line} />
              {line.undo && (
                <form action={undoAction}>
                  <input type="hidden" name="transfer" value={line.id} />
                  <input type="hidden" name="back" value={here} />
                  <Button variant="secondary" aria-label={line.undo}>
                    Undo
                  </Button>
                </form>
              )}
            </td>
            <td className={line.direction === 'in' ? 'statement-in' : undefined}>
              {line.amount} <small>{line.direction}</small>
            </td>
            <td>{line.budget}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Description({
  line: { what, item, of, undone, way, whom, page, at, when },
}: {
  line: Line;
}) {
  return (
    <>
      <p>
        {what}{' '}
        {item && (
          <Link prefetch={false} href={itemPath(item.id)}>
            {item.name}
          </Link>
        )}
        {undone && <span className="text-soft"> (undone)</span>}
      </p>
      <p className="hint">
        {of && `${of}, `}
        {way}{' '}
        {page ? (
          <Link prefetch={false} href={page}>
            {whom}
          </Link>
        ) : (
          whom
        )}
      </p>
      <p className="hint statement-date-below">
        <time dateTime={at}>{when}</time>
      </p>
    </>
  );
}
