import { BYTE_ORDER_MARK, csvLine } from '@/lib/csv';
import { type Entry, listEntriesAfter } from '@/lib/ledger/statements/queries';
import { failurePage } from '@/lib/web/failure';
import { seeOther } from '@/lib/web/http/see-other';
import { loginPath } from '@/lib/web/paths';
import { getMember } from '@/lib/web/session/member';
import { transferLabel } from '../lines';

const BATCH = 500;

const HEADINGS = ['Transfer', 'Time', 'What', 'Item', 'Name', 'With', 'Amount', 'Budget'];

/** A member's whole statement, oldest first, sent as it is read. */
export async function GET(): Promise<Response> {
  try {
    const member = await getMember();
    if (!member) return seeOther(loginPath('/statement'), 303);
    const entries = await listEntriesAfter(member.id, 0, BATCH);
    return new Response(linesOf(member.id, entries), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="statement.csv"',
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return seeOther(failurePage(error), 303);
  }
}

function linesOf(memberId: number, first: Entry[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let batch = first;
  let text = BYTE_ORDER_MARK + csvLine(HEADINGS);
  return new ReadableStream({
    async pull(controller) {
      for (const entry of batch) text += csvLine(cellsOf(entry));
      controller.enqueue(encoder.encode(text));
      text = '';
      const last = batch.at(-1);
      batch =
        last && batch.length === BATCH ? await listEntriesAfter(memberId, last.id, BATCH) : [];
      if (batch.length === 0) controller.close();
    },
  });
}

function cellsOf(entry: Entry): (string | number | null)[] {
  const { id, at, item, other, change, budget } = entry;
  const whom = other === null ? 'the market' : other.closed ? 'a closed account' : other.username;
  return [
    id,
    at.toISOString(),
    transferLabel(entry),
    item?.id ?? null,
    item?.name ?? null,
    whom,
    change,
    budget,
  ];
}
