import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/client.ts';
import { setDatabase } from '../../db/database.ts';
import { runMarket } from '../../e2e/support/server.ts';
import { hashToken } from '../../lib/people/sessions/token.ts';
import { purchaseItem } from '../../lib/trading/mutations.ts';
import { cpuTime, median, quantile, sendMany, sendPaced } from '../measure.ts';
import type { Row } from '../row.ts';

const BUYERS = 16;

/** The buyers first send as fast as they can, and then one request every `PACE_MS` each. */
const FULL_SPEED_REQUESTS = 3_000;
const PACE_MS = 100;
const PACED_REQUESTS = 1_600;

/** The number of batches that are written to a database without a server, in `ROUNDS` rounds. */
const BATCHES = 4_500;
const ROUNDS = 9;

/** The rate of durable purchases over HTTP, and in a database without a server. */
export const purchases: Row = {
  name: 'purchases',
  async measure(start) {
    const server = await start();
    const tokens = await stock(server.databaseUrl);
    const buy = (index: number) => ({
      url: `${server.url}/market`,
      method: 'POST' as const,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `market-session=${tokens[index % BUYERS]}`,
      },
      body: `purchase_item=${100_001 + index}&price=10&key=bench-key-${index}`,
    });

    const before = cpuTime(server.pid);
    const started = performance.now();
    const atFullSpeed = await sendMany(FULL_SPEED_REQUESTS, BUYERS, buy);
    const rate = (1_000 * FULL_SPEED_REQUESTS) / (performance.now() - started);
    const cpu = (cpuTime(server.pid) - before) / FULL_SPEED_REQUESTS;

    const paced = await sendPaced(PACED_REQUESTS, BUYERS, PACE_MS, (index) =>
      buy(FULL_SPEED_REQUESTS + index),
    );
    const p99 = quantile(
      paced.answers.map(({ milliseconds }) => milliseconds),
      0.99,
    );

    const sent = FULL_SPEED_REQUESTS + PACED_REQUESTS;
    const refused = [...atFullSpeed, ...paced.answers].filter(({ status }) => status !== 302);
    const verified = await runMarket(['verify', '--json'], server.databaseUrl);
    const { transfers } = JSON.parse(verified.stdout) as { transfers: number };
    const wrong = refused.length + Math.abs(transfers - sent - BUYERS) + (verified.code ?? 1);
    const { driver, batch, purchase } = await measureDatabase();
    return [
      {
        what: `Purchases over HTTP, ${BUYERS} buyers, as fast as they can`,
        seen: `${rate.toFixed()}/s, ${wrong} wrong`,
        beside: `${cpu.toFixed(2)} ms CPU each`,
        target: '≥ 150/s, 0 wrong',
        met: rate >= 150 && wrong === 0,
      },
      {
        what: `The same, each buyer every ${PACE_MS} ms`,
        seen: `p99 ${p99.toFixed()} ms at ${paced.rate.toFixed()}/s`,
        target: 'p99 ≤ 50 ms at ≥ 150/s',
        met: p99 <= 50 && paced.rate >= 150,
      },
      {
        what: 'A purchase in the database alone',
        seen: `${purchase.toFixed()}/s`,
        beside: `a durable batch of two rows ${driver.toFixed()}/s as the driver does it, ${batch.toFixed()}/s as the market does`,
        target: '≥ 50 % of the driver’s batch',
        met: purchase >= driver / 2,
      },
    ];
  },
};

/** Adds buyers and items. @returns the buyers' session tokens */
async function stock(databaseUrl: string): Promise<string[]> {
  const database = openDatabase({ url: databaseUrl, checkpoints: false });
  const tokens = Array.from({ length: BUYERS }, () => randomBytes(32).toString('base64url'));
  await database.write([
    ...tokens.flatMap((token, index) => [
      sql`insert into users (id, username, username_key, email, email_key)
          values (${1_000 + index}, ${`buyer${index}`}, ${`buyer${index}`},
            ${`buyer${index}@example.org`}, ${`buyer${index}@example.org`})`,
      sql`insert into transfers (to_user_id, amount, kind)
          values (${1_000 + index}, 1000000, 'opening')`,
      sql`insert into sessions (token_hash, user_id, expires_at)
          values (${hashToken(token)}, ${1_000 + index}, ${Date.now() + 3_600_000})`,
    ]),
    sql`with recursive n(i) as
          (select 1 union all select i + 1 from n where i < ${FULL_SPEED_REQUESTS + PACED_REQUESTS})
        insert into items (id, name, price, barcode, description)
        select 100000 + i, 'Item ' || i, 10, printf('%012d', i), '' from n`,
  ]);
  database.close();
  return tokens;
}

/**
 * Measures purchases per second, and durable batches of two plain rows per second: by the driver
 * alone, and by the market's `write`. The three take turns in one process.
 */
async function measureDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'market-bench-'));
  const url = `file:${join(folder, 'market.db')}`;
  await runMarket(['create'], url);
  await stock(url);
  const database = openDatabase({ url });
  setDatabase(database);
  const table = 'create table bench_rows (id integer primary key, text text)';
  await database.write([sql.raw(table)]);
  const client = createClient({ url: `file:${join(folder, 'driver.db')}`, concurrency: 1 });
  for (const statement of ['pragma journal_mode = wal', 'pragma synchronous = full', table]) {
    await client.execute(statement);
  }
  const insert = 'insert into bench_rows (text) values (?)';
  const rates = { driver: [] as number[], batch: [] as number[], purchase: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.driver.push(
      await perSecond(BATCHES / ROUNDS, () =>
        client.batch(
          ['a row', 'another'].map((text) => ({ sql: insert, args: [text] })),
          'write',
        ),
      ),
    );
    rates.batch.push(
      await perSecond(BATCHES / ROUNDS, () =>
        database.write([
          sql`insert into bench_rows (text) values ('a row')`,
          sql`insert into bench_rows (text) values ('another')`,
        ]),
      ),
    );
    rates.purchase.push(
      await perSecond(BATCHES / ROUNDS, (index) =>
        purchaseItem({
          itemId: 100_001 + round * (BATCHES / ROUNDS) + index,
          memberId: 1_000 + (index % BUYERS),
          price: 10,
          key: randomBytes(16).toString('hex'),
        }),
      ),
    );
  }
  client.close();
  database.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    driver: median(rates.driver),
    batch: median(rates.batch),
    purchase: median(rates.purchase),
  };
}

async function perSecond(count: number, work: (index: number) => Promise<unknown>) {
  const started = performance.now();
  for (let index = 0; index < count; index += 1) await work(index);
  return (1_000 * count) / (performance.now() - started);
}
