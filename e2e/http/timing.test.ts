import bcrypt from 'bcryptjs';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { LONG, PATIENT, scaled } from '../../testing/scale.ts';
import { uniqueName } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

const PAIRS = scaled(10, 500);
/** The largest difference that passes. */
const MAX_DIFFERENCE_MS = 5;

/** How long a wrong login takes, in milliseconds. Each login comes from another IP address. */
async function timeOf(username: string, address: number): Promise<number> {
  const headers = { 'x-forwarded-for': `10.0.${Math.floor(address / 250)}.${address % 250}` };
  const started = performance.now();
  const answer = await market()
    .visitor()
    .post('/login', { username, password: 'wrong password' }, headers);
  expect(await answer.text()).toContain('Login failed.');
  return performance.now() - started;
}

/** The median, and the limits of its 99.9 % confidence interval. */
function medianOf(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, index))] ?? Number.NaN;
  const spread = 3.3 * (Math.sqrt(sorted.length) / 2);
  return {
    median: at(Math.floor(sorted.length / 2)),
    least: at(Math.floor((sorted.length - 1) / 2 - spread)),
    most: at(Math.ceil((sorted.length - 1) / 2 + spread)),
  };
}

it(
  'a wrong login takes the same time for a known and for an unknown username',
  PATIENT,
  async () => {
    const members = await market().addBuyers(PAIRS + 2);
    const hash = await bcrypt.hash('correct horse battery', 12);
    await market().withDatabase(({ write }) =>
      write([sql`update users set password_hash = ${hash}`]),
    );
    const differences: number[] = [];
    // The first two pairs warm the server up, and do not count.
    for (const [index, { username }] of members.entries()) {
      const one = () => timeOf(username, 2 * index);
      const other = () => timeOf(uniqueName('nobody'), 2 * index + 1);
      // The order alternates, so that the load of the machine affects both alike.
      const knownFirst = index % 2 === 0;
      const first = await (knownFirst ? one : other)();
      const second = await (knownFirst ? other : one)();
      if (index >= 2) differences.push(knownFirst ? first - second : second - first);
    }
    const { median, least, most } = medianOf(differences);
    console.log(
      `known less unknown, ${PAIRS} pairs: median ${median.toFixed(2)} ms, between ${least.toFixed(1)} and ${most.toFixed(1)}`,
    );
    // With few pairs the median is mostly chance, so only the interval is checked.
    expect(least).toBeLessThan(MAX_DIFFERENCE_MS);
    expect(most).toBeGreaterThan(-MAX_DIFFERENCE_MS);
    if (LONG) expect(Math.abs(median)).toBeLessThan(MAX_DIFFERENCE_MS);
  },
);
