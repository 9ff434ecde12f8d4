import { eachBatchOfEntries } from '@/lib/ledger/statements/queries';
import { getOwnData } from '@/lib/people/accounts/queries';
import { download } from '@/lib/web/download';
import { photoPath } from '@/lib/web/paths';

/** All that is stored of a member, as JSON. The transfers are sent while they are read. */
export function GET(): Promise<Response> {
  return download({
    filename: 'my-data.json',
    type: 'application/json',
    page: '/account',
    text: ({ id }) => jsonOf(id),
  });
}

async function* jsonOf(memberId: number): AsyncGenerator<string, void> {
  const data = await getOwnData(memberId);
  const items = data.items.map((item) => ({
    ...item,
    photos: item.photos.map((photo) => photoPath(photo, 'large')),
  }));
  let text = '{\n';
  for (const [name, value] of Object.entries({ ...data, items })) {
    text += `  ${JSON.stringify(name)}: ${indented(value)},\n`;
  }
  text += '  "transfers": [';
  let separator = '\n';
  for await (const entries of eachBatchOfEntries(memberId)) {
    for (const entry of entries) {
      text += `${separator}    ${JSON.stringify(entry)}`;
      separator = ',\n';
    }
    yield text;
    text = '';
  }
  yield '\n  ]\n}\n';
}

/** A value as JSON inside an object that is indented by two spaces. */
function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
