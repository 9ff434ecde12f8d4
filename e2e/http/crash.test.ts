import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { dieFor } from '../../lib/artwork/chance.ts';
import { scaled, seed } from '../../testing/scale.ts';
import { type Buyer, type Market, marketOfThisFile } from './market.ts';

const ROUNDS = scaled(3, 200);
const PURCHASES = 80;
const AT_ONCE = 16;

const market = marketOfThisFile();
const die = dieFor(`crash ${seed}`);

/** The time of each restart, in milliseconds. */
const restartTimes: number[] = [];

async function timeOfRestart() {
  const started = performance.now();
  await market().server.restart();
  return Math.round(performance.now() - started);
}

/**
 * Expects a restart within 2 s. On a busy machine, a restart may take up to twice as long as an
 * ordinary start. The longest of three ordinary starts counts, because the load of the machine
 * changes quickly.
 */
async function expectSoon(took: number) {
  if (took < 2_000) return;
  let ordinary = 0;
  for (let start = 0; start < 3; start += 1) {
    await market().server.stop({ keepDatabase: true });
    ordinary = Math.max(ordinary, await timeOfRestart());
  }
  console.log(`back after ${took} ms, when an ordinary start takes up to ${ordinary} ms`);
  expect(took).toBeLessThan(2 * ordinary);
}

describe(`a server killed in the middle of ${PURCHASES} purchases`, () => {
  it.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
    'keeps every acknowledged purchase, and is back within 2 s (%i)',
    async () => {
      const items = await market().addItems(PURCHASES, 1);
      const buyers = await market().addBuyers(AT_ONCE);
      const killAfter = 20 + die(PURCHASES - 40);
      const acknowledged = await buyUntilKilled(market(), buyers, items, killAfter);
      const took = await timeOfRestart();
      restartTimes.push(took);
      await expectSoon(took);

      const kept = await market().rows<{ id: number; owner: number }>(
        sql`select id, owner_id owner from items where id >= ${items[0]} and owner_id is not null`,
      );
      const ownerOf = new Map(kept.map(({ id, owner }) => [id, owner]));
      for (const { item, buyer } of acknowledged) expect(ownerOf.get(item)).toBe(buyer);
      await market().expectValidLedger();

      // Buyers send every form again, as buyers without an answer do. No purchase happens twice.
      await Promise.all(
        buyers.map(async ({ client }, index) => {
          for (const item of itemsOf(index, items)) {
            expect((await client.post('/market', formFor(item))).status).toBe(302);
          }
        }),
      );
      const spent = await market().value(
        sql`select sum(1000 - budget) from users
            where id between ${buyers[0]?.id} and ${buyers.at(-1)?.id}`,
      );
      expect(spent).toBe(PURCHASES);
    },
  );

  afterAll(async () => {
    const [median, longest] = [
      restartTimes.sort((one, other) => one - other)[restartTimes.length >> 1],
      restartTimes.at(-1),
    ];
    console.log(`${restartTimes.length} times back: median ${median} ms, longest ${longest} ms`);
    await market().expectValidLedger();
  });
});

const formFor = (item: number) => ({
  purchase_item: String(item),
  price: '1',
  key: `crash-form-${item}`,
});

const itemsOf = (buyer: number, items: number[]) =>
  items.filter((_, index) => index % AT_ONCE === buyer);

async function buyUntilKilled(
  { server }: Market,
  buyers: Buyer[],
  items: number[],
  killAfter: number,
) {
  const acknowledged: { item: number; buyer: number }[] = [];
  let killed: Promise<void> | undefined;
  await Promise.all(
    buyers.map(async ({ id, client }, index) => {
      for (const item of itemsOf(index, items)) {
        const answer = await client.post('/market', formFor(item)).catch(() => null);
        if (answer === null) return;
        expect(answer.status).toBe(302);
        acknowledged.push({ item, buyer: id });
        if (acknowledged.length >= killAfter) killed ??= server.kill();
      }
    }),
  );
  await killed;
  return acknowledged;
}
