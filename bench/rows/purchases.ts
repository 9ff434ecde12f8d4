import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../db/client.ts';
import { runMarket } from '../../e2e/support/server.ts';
import { hashToken } from '../../lib/session-cookie.ts';
import { cpuTime, quantile, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

const BUYERS = 16;
const PURCHASES = 3_000;

/** Durable purchases over HTTP, and the same two-row batch on the database alone. */
export const purchases: Row = {
  name: 'purchases',
  async measure(start) {
    const server = await start();
    const database = openDatabase({ url: server.databaseUrl, checkpoints: false });
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
      sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${PURCHASES})
          insert into items (id, name, price, barcode, description)
          select 100000 + i, 'Item ' || i, 10, printf('%012d', i), '' from n`,
    ]);
    database.close();

    const before = cpuTime(server.pid);
    const started = performance.now();
    const answers = await sendMany(PURCHASES, BUYERS, (index) => ({
      url: `${server.url}/market`,
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `market-session=${tokens[index % BUYERS]}`,
      },
      body: `purchase_item=${100_001 + index}&price=10&key=bench-key-${index}`,
    }));
    const seconds = (performance.now() - started) / 1_000;
    const cpu = (cpuTime(server.pid) - before) / PURCHASES;
    const rate = PURCHASES / seconds;
    const p99 = quantile(
      answers.map(({ milliseconds }) => milliseconds),
      0.99,
    );
    const refused = answers.filter(({ status }) => status !== 302).length;
    const verified = await runMarket(['verify', '--json'], server.databaseUrl);
    const { transfers } = JSON.parse(verified.stdout) as { transfers: number };
    const wrong = refused + Math.abs(transfers - PURCHASES - BUYERS) + (verified.code ?? 1);
    return [
      {
        what: `Purchases over HTTP, ${BUYERS} buyers`,
        seen: `${rate.toFixed(0)}/s, p99 ${p99.toFixed(0)} ms, ${wrong} wrong`,
        beside: `${cpu.toFixed(2)} ms CPU each`,
        target: '≥ 150/s, p99 ≤ 50 ms, 0 wrong',
        met: rate >= 150 && p99 <= 50 && wrong === 0,
      },
    ];
  },
};
