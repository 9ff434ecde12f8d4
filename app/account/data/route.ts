import { type Entry, listEntriesAfter } from '@/lib/ledger/statements/queries';
import { getOwnData } from '@/lib/people/accounts/queries';
import { failurePage } from '@/lib/web/failure';
import { loginPath } from '@/lib/web/paths';
import { getMember } from '@/lib/web/session/member';

const BATCH = 500;

/** All that is stored of a member, as JSON; the transfers are sent as they are read. */
export async function GET(): Promise<Response> {
  try {
    const member = await getMember();
    if (!member) return seeOther(loginPath('/account'));
    const [data, entries] = await Promise.all([
      getOwnData(member.id),
      listEntriesAfter(member.id, 0, BATCH),
    ]);
    return new Response(textOf(member.id, data, entries), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': 'attachment; filename="my-data.json"',
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return seeOther(failurePage(error));
  }
}

function textOf(memberId: number, data: object, first: Entry[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let batch = first;
  let text = `${JSON.stringify(data, null, 2).slice(0, -2)},\n  "transfers": [`;
  let comma = '';
  return new ReadableStream({
    async pull(controller) {
      for (const entry of batch) {
        text += `${comma}\n    ${JSON.stringify(entry)}`;
        comma = ',';
      }
      const last = batch.at(-1);
      batch =
        last && batch.length === BATCH ? await listEntriesAfter(memberId, last.id, BATCH) : [];
      if (batch.length === 0) text += '\n  ]\n}\n';
      controller.enqueue(encoder.encode(text));
      text = '';
      if (batch.length === 0) controller.close();
    },
  });
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}
