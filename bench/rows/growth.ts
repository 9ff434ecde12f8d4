import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/client.ts';
import { newMember } from '../../e2e/support/client.ts';
import { cpuTime, median, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

const SMALL = 12_100;
const LARGE = 1_000_000;

/** The first page and the 500th, of a small market and of a million items. */
export const growth: Row = {
  name: 'growth',
  async measure(start) {
    const [small, large] = [await stocked(start, SMALL), await stocked(start, LARGE)];
    const figures = [];
    for (const [what, of] of [
      ['first page', (items: number) => items + 100_001],
      ['500th page', (items: number) => items + 100_001 - 499 * 24],
    ] as const) {
      const few: number[] = [];
      const many: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        few.push(await small(of(SMALL)));
        many.push(await large(of(LARGE)));
      }
      const ratio = median(many) / median(few);
      figures.push({
        what: `CPU of the ${what}, 1,000,000 items to ${SMALL.toLocaleString('en')}`,
        seen: `× ${ratio.toFixed(2)}`,
        target: '≤ × 1.2',
        met: ratio <= 1.2,
      });
    }
    return figures;
  },
};

async function stocked(start: Parameters<Row['measure']>[0], items: number) {
  const server = await start();
  const database = openDatabase({ url: server.databaseUrl, checkpoints: false });
  await database.write([
    sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${items})
        insert into items (id, name, price, barcode, description)
        select 100000 + i, 'Item ' || i, 1 + i % 900, printf('%012d', i), 'One of many.' from n`,
  ]);
  database.close();
  const member = await newMember(server.url);
  await member.get('/market');
  const cookie = `market-session=${member.cookie('market-session')}`;
  const ask = (before: number, count: number) =>
    sendMany(count, 4, () => ({
      url: `${server.url}/market?before=${before}`,
      headers: { cookie },
    }));
  await ask(200_000, 1_500);
  return async (before: number) => {
    const spent = cpuTime(server.pid);
    await ask(before, 200);
    return (cpuTime(server.pid) - spent) / 200;
  };
}
