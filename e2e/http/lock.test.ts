import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { expect, it, onTestFinished } from 'vitest';
import { LONG } from '../../testing/scale.ts';
import type { Client } from '../support/client.ts';
import { LOOP_PROBE, longestStall, startIdleProcess } from '../support/stalls.ts';
import { marketOfThisFile } from './market.ts';

/** How long another process holds the write lock. */
const LOCK_MS = LONG ? 10_000 : 2_000;
const BUYERS = 20;

const market = marketOfThisFile({ env: { NODE_OPTIONS: LOOP_PROBE } });

const HOLDER = `
  import { createClient } from '@libsql/client';
  const client = createClient({ url: process.env.DATABASE_URL, concurrency: 1 });
  const transaction = await client.transaction('write');
  await transaction.execute("insert into settings (name, value) values ('held', 'yes')");
  console.log('held');
  setTimeout(async () => {
    await transaction.commit();
    client.close();
  }, Number(process.env.LOCK_MS));
`;

/** Starts another process that holds the write lock, and waits until that process has the lock. */
async function holdWriteLock() {
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', HOLDER], {
    env: { ...process.env, DATABASE_URL: market().server.databaseUrl, LOCK_MS: String(LOCK_MS) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000,
  });
  const released = new Promise<number | null>((done) => holder.on('close', done));
  await Promise.race([new Promise((held) => holder.stdout.once('data', held)), released]);
  return { released };
}

/** Opens the market again and again, until `going` is false. @returns how often */
async function read(reader: Client, going: () => boolean): Promise<number> {
  let pages = 0;
  for (; going(); pages += 1) {
    expect((await reader.get('/market')).status).toBe(200);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  return pages;
}

it(`serves pages while another process holds the write lock for ${LOCK_MS / 1_000} s`, async () => {
  const buyers = await market().addBuyers(BUYERS);
  const items = await market().addItems(BUYERS, 10);
  const [first] = await market().addItems(1, 10);
  const reader = market().visitor();
  reader.setCookie('market-session', buyers[0]?.client.cookie('market-session') ?? '');
  const readFor = (milliseconds: number) => {
    const until = performance.now() + milliseconds;
    return read(reader, () => performance.now() < until);
  };
  // The first page and the first purchase load their code, which takes extra time.
  await readFor(1_000);
  await buyers[0]?.client.post('/market', { purchase_item: String(first) });
  await longestStall(market().server);
  const ordinaryPages = await readFor(LOCK_MS);
  const ordinary = await longestStall(market().server);

  const { released } = await holdWriteLock();
  const idleProcess = await startIdleProcess();
  onTestFinished(idleProcess.stop);
  let held = true;
  released.then(() => {
    held = false;
  });
  const purchases = buyers.map(({ client }, index) =>
    client.post('/market', { purchase_item: String(items[index]) }),
  );
  const pages = await read(reader, () => held);
  const [stall, idle] = await Promise.all([market().server, idleProcess].map(longestStall));
  console.log(
    `${pages} pages while locked, ${ordinaryPages} without the lock; the longest stall ${stall} ms, of an idle process ${idle} ms, and ${ordinary} ms without the lock`,
  );
  expect(await released).toBe(0);
  expect(pages).toBeGreaterThan(Math.min(LOCK_MS / 500, ordinaryPages / 3));
  expect(stall).toBeLessThan(Math.max(50, 2 * ordinary, 2 * (idle ?? 0)));

  const answers = await Promise.all(purchases);
  expect(answers.map(({ status }) => status)).toEqual(Array(BUYERS).fill(302));
  for (const [index, { id, client }] of buyers.entries()) {
    expect(client.cookie('market-flash')).toContain('Purchased');
    expect(await market().ownerOf(items[index] ?? 0)).toBe(id);
  }
  expect(await market().value(sql`select value from settings where name = 'held'`)).toBe('yes');
  await market().expectValidLedger();
});

it('stores the purchases after that', async () => {
  const [buyer] = await market().addBuyers(1);
  const items = await market().addItems(20, 10);
  for (const item of items) {
    await buyer?.client.post('/market', { purchase_item: String(item) });
  }
  await market().server.kill();
  expect(await market().budgetOf(buyer?.id ?? 0)).toBe(800);
  await market().server.restart();
  expect(await market().budgetOf(buyer?.id ?? 0)).toBe(800);
  await market().expectValidLedger();
});
