import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { dieFor } from '../../lib/artwork/chance.ts';
import { scaled, seed } from '../../testing/scale.ts';
import { textOf, uniqueName } from '../support/client.ts';
import { type Fault, failCalls, limitFiles, noLimits, noTracing } from '../support/faults.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const BUYERS = 8;
const PURCHASES = 48;

const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });
const die = dieFor(`faults ${seed}`);

const injected = (inject: string): Fault => {
  const file = market().server.databaseUrl.slice('file:'.length);
  return failCalls(inject, [file, `${file}-wal`, `${file}-shm`]);
};

/** Faults that need strace. Each time, a fault begins at another moment. */
const FAULTS: [string, () => Fault][] = [
  ['the disk is full', () => injected(`pwrite64:error=ENOSPC:when=${1 + die(200)}+`)],
  ['some writes fail', () => injected(`pwrite64:error=EIO:when=${1 + die(200)}+${2 + die(30)}`)],
  ['the disk can’t be synced', () => injected(`fsync,fdatasync:error=EIO:when=${1 + die(9)}+`)],
  ['reads fail', () => injected(`pread64:error=EIO:when=${1 + die(3)}+`)],
  [
    'files can’t be opened for writing',
    () => injected(`pwrite64,openat:error=EIO:when=${1 + die(9)}+2`),
  ],
  [
    'some calls of all kinds fail',
    () => {
      const calls = 'pread64,pwrite64,fsync,fdatasync,ftruncate,openat';
      return injected(`${calls}:error=EIO:when=${1 + die(40)}+${2 + die(7)}`);
    },
  ],
];

/** The given number of faults, each kind in turn. */
const rounds = (count: number) =>
  Array.from({ length: count }, (_, round) => FAULTS[round % FAULTS.length] ?? FAULTS[0]).flatMap(
    (fault) => (fault ? [fault] : []),
  );

/** A purchase, and whether its answer said that the item was bought. */
type Purchase = { item: number; buyer: Buyer; bought: boolean };

/** The buyers buy the items at the same time, and each buyer buys one item after another. */
async function buy(buyers: Buyer[], items: number[]): Promise<Purchase[]> {
  const purchases: Purchase[] = [];
  await Promise.all(
    buyers.map(async (buyer, index) => {
      for (const item of items.filter((_, at) => at % buyers.length === index)) {
        const form = { purchase_item: String(item), price: '1', key: `fault-form-${item}` };
        const answer = await buyer.client.post('/market', form);
        const bought = answer.status === 302;
        if (bought) {
          expect(answer.headers.get('location')).toBe('/market');
          expect(buyer.client.cookie('market-flash')).toContain('Purchased');
        } else await expectClosed(answer);
        purchases.push({ item, buyer, bought });
      }
    }),
  );
  return purchases;
}

/** Expects the page that says that the market is closed, without any details of the error. */
async function expectClosed(answer: Response) {
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(textOf(page)).toContain('The market is closed for a moment');
  for (const leak of ['SQLITE', 'SqliteError', '.js:', 'at async', 'node_modules']) {
    expect(page).not.toContain(leak);
  }
}

/**
 * Tries a login, and opens pages until `going` is false. Each answer is a page or the closed
 * market.
 */
async function openPages({ client }: Buyer, going: () => boolean) {
  const address = { 'x-forwarded-for': `203.0.113.${die(250)}` };
  const form = { username: uniqueName('nobody'), password: 'wrong password' };
  const login = await client.post('/login', form, address);
  if (login.status !== 200) await expectClosed(login);
  while (going()) {
    for (const path of ['/market', '/items']) {
      const answer = await client.get(path);
      if (answer.status === 200) continue;
      expect(answer.headers.get('location')).toBe('/status/unavailable');
      await expectClosed(await client.get('/status/unavailable'));
    }
  }
}

/** Members buy before, during and after a fault. Expects that every answer was true. */
async function buyThroughFault(begin: Fault) {
  const { pid } = market().server;
  const buyers = await market().addBuyers(BUYERS);
  const items = await market().addItems(3 * PURCHASES, 1);
  const part = (number: number) => items.slice(number * PURCHASES, (number + 1) * PURCHASES);

  const before = await buy(buyers, part(0));
  const end = await begin(pid);
  let during: Purchase[];
  try {
    let going = true;
    const [, purchases] = await Promise.all([
      openPages(buyers[0] as Buyer, () => going),
      buy(buyers, part(1)).finally(() => {
        going = false;
      }),
    ]);
    during = purchases;
  } finally {
    await end();
  }
  const after = await buy(buyers, part(2));

  const refused = during.filter(({ bought }) => !bought);
  console.log(
    `${during.length - refused.length} were bought meanwhile, ${refused.length} were not`,
  );
  expect(refused.length).toBeGreaterThan(0);
  for (const { bought } of [...before, ...after]) expect(bought).toBe(true);
  const owners = new Map(
    (
      await market().rows<{ id: number; owner: number | null }>(
        sql`select id, owner_id owner from items where id >= ${items[0]}`,
      )
    ).map(({ id, owner }) => [id, owner]),
  );
  for (const { item, buyer, bought } of [...before, ...during, ...after]) {
    expect(owners.get(item)).toBe(bought ? buyer.id : null);
  }
  await expectWhole();

  for (const { item, buyer } of refused) {
    for (const { bought } of await buy([buyer], [item])) expect(bought).toBe(true);
  }
  const spent = await market().value(
    sql`select sum(1000 - budget) from users
        where id between ${buyers[0]?.id} and ${buyers.at(-1)?.id}`,
  );
  expect(spent).toBe(items.length);
  expect(market().server.pid).toBe(pid);
}

async function expectWhole() {
  expect(await market().rows(sql`pragma integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
  await market().expectValidLedger();
}

afterAll(async () => {
  await market().server.kill();
  await market().server.restart();
  await expectWhole();
});

const withoutLimits = noLimits();
const withoutTracing = await noTracing();
for (const [what, reason] of [
  ['A disk that is full', withoutLimits],
  ['A disk with faults', withoutTracing],
]) {
  if (reason) console.log(`${what} is NOT tested on this machine: ${reason}.`);
}

describe('a server keeps every acknowledged purchase, refuses the others, and recovers by itself', () => {
  it.runIf(!withoutLimits).each(Array.from({ length: scaled(1, 20) }, (_, round) => round))(
    'when files can’t grow (%i)',
    () => buyThroughFault(limitFiles(die(100_000))),
  );

  it.runIf(!withoutTracing).each(rounds(scaled(FAULTS.length, 80)))('when %s (%#)', (_, fault) =>
    buyThroughFault(fault()),
  );
});
