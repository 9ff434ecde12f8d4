import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/client.ts';
import { newMember } from '../../e2e/support/client.ts';
import { cpuTime, median, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

const SMALL = 12_100;
const LARGE = Number(process.env.MARKET_GROWTH || 1_000_000);
const ROUNDS = 5;
const REQUESTS = 100;
const WARM_UP = 100;

// `stocked` fills the database by these numbers, so the place of each item in each order is known.
// The URL of the 500th page names the last item of the 499th page.
const FIRST_ID = 100_001;
const OFFERED_FIRST = 1_700_000_000_000;
const BEFORE_500TH = 499 * 24;
const PRICES = 900;

/** The query strings of the pages, by the number of items in the market. */
const PAGES: Record<string, (items: number) => string> = {
  'first page': () => '',
  '500th page': (items) => {
    const at = items - BEFORE_500TH;
    return `after=${OFFERED_FIRST + at}~${FIRST_ID + at}`;
  },
  'sorted by price': () => 'sort=price',
  'sorted by price, downwards': () => 'sort=-price',
  'sorted by name': () => 'sort=name',
  '500th page by price': (items) => {
    const [price, nth] = [Math.ceil((BEFORE_500TH * PRICES) / items), BEFORE_500TH % PRICES];
    return `sort=price&after=${price}~${FIRST_ID + nth * PRICES}`;
  },
  '500th page by name': () => `sort=name&after=${encodeURIComponent(`Item ${BEFORE_500TH}`)}~0`,
  'search of a word in every item': () => 'q=item&sort=price',
  'search of two words': () => 'q=many+item+77',
  'category, affordable': () => 'category=Games&affordable=1',
};

/**
 * CPU time of a page with a million items, compared with few items: in every order, and searches.
 */
export const growth: Row = {
  name: 'growth',
  async measure(start) {
    const [small, large] = [await stocked(start, SMALL), await stocked(start, LARGE)];
    const figures = [];
    for (const [what, query] of Object.entries(PAGES)) {
      const few: number[] = [];
      const many: number[] = [];
      await small(query(SMALL), WARM_UP);
      await large(query(LARGE), WARM_UP);
      for (let round = 0; round < ROUNDS; round += 1) {
        few.push(await small(query(SMALL), REQUESTS));
        many.push(await large(query(LARGE), REQUESTS));
      }
      const ratio = median(many) / median(few);
      figures.push({
        what: `CPU of the market, ${what}: ${LARGE.toLocaleString('en')} items to ${SMALL.toLocaleString('en')}`,
        seen: `× ${ratio.toFixed(2)}`,
        beside: `${median(few).toFixed(1)} and ${median(many).toFixed(1)} ms`,
        target: '≤ × 1.2',
        met: ratio <= 1.2,
      });
    }
    return figures;
  },
};

async function stocked(start: Parameters<Row['measure']>[0], items: number) {
  const server = await start();
  // The member registers before the items are written: the write stops this process for so long
  // that its kept connections end.
  const member = await newMember(server.url);
  await member.get('/market');
  const database = openDatabase({ url: server.databaseUrl, checkpoints: false });
  await database.write([
    sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${items - 1})
        insert into items (id, name, price, barcode, description, category, offered_at)
        select ${FIRST_ID} + i, 'Item ' || i, 1 + i % ${PRICES}, printf('%012d', i), 'One of many.',
          case when i % 10 = 0 then 'Games' end, ${OFFERED_FIRST} + i from n`,
  ]);
  database.close();
  const cookie = `market-session=${member.cookie('market-session')}`;
  await sendMany(1_000, 4, () => ({ url: `${server.url}/market`, headers: { cookie } }));
  /** Requests a page `count` times, and returns the CPU time of one page in milliseconds. */
  return async (query: string, count: number) => {
    const before = cpuTime(server.pid);
    const url = `${server.url}/market?${query}`;
    const answers = await sendMany(count, 4, () => ({ url, headers: { cookie } }));
    const wrong = answers.find(({ status, bytes }) => status !== 200 || bytes < 20_000);
    if (wrong) throw new Error(`${url} answered ${wrong.status}, ${wrong.bytes} bytes.`);
    return (cpuTime(server.pid) - before) / count;
  };
}
