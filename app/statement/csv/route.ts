import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv';
import { type Entry, eachBatchOfEntries } from '@/lib/ledger/statements/queries';
import { download } from '@/lib/web/download';
import { nameOfOther, transferLabel } from '../lines';

const HEADINGS = ['Transfer', 'Time', 'What', 'Item', 'Name', 'With', 'Amount', 'Budget'];

/** A member's whole statement as CSV, the oldest line first. It is sent while it is read. */
export function GET(): Promise<Response> {
  return download({
    filename: 'statement.csv',
    type: 'text/csv',
    page: '/statement',
    text: ({ id }) => csvOf(id),
  });
}

async function* csvOf(memberId: number): AsyncGenerator<string, void> {
  let text = BYTE_ORDER_MARK + csvLine(HEADINGS);
  for await (const entries of eachBatchOfEntries(memberId)) {
    for (const entry of entries) text += csvLine(cellsOf(entry));
    yield text;
    text = '';
  }
}

function cellsOf(entry: Entry): (string | number | null)[] {
  const { id, at, item, other, change, budget } = entry;
  return [
    id,
    at.toISOString(),
    transferLabel(entry),
    item?.id ?? null,
    item?.name ?? null,
    nameOfOther(other),
    change,
    budget,
  ];
}
