import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

const HOLDER = `
  import { createClient } from '@libsql/client';
  const client = createClient({ url: process.env.DATABASE_URL, concurrency: 1 });
  const transaction = await client.transaction('write');
  await transaction.execute("insert into settings (name, value) values ('held', 'yes')");
  console.log('held');
  setTimeout(async () => {
    await transaction.commit();
    client.close();
  }, Number(process.env.HOLD));
`;

/** Has another process take the write lock; it has it when this returns. */
async function holdWriteLock(milliseconds: number) {
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', HOLDER], {
    env: { ...process.env, DATABASE_URL: market().server.databaseUrl, HOLD: String(milliseconds) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000,
  });
  const released = new Promise<number | null>((done) => holder.on('close', done));
  await Promise.race([new Promise((held) => holder.stdout.once('data', held)), released]);
  return { released };
}

it('waits for another process that holds the write lock, and goes on serving pages', async () => {
  const buyers = await market().addBuyers(20);
  const items = await market().addItems(20, 10);
  const reader = buyers[0]?.client;
  await reader?.get('/market');

  const { released } = await holdWriteLock(3_000);
  let held = true;
  released.then(() => {
    held = false;
  });
  const purchases = buyers.map(({ client }, index) =>
    client.post('/market', { purchase_item: String(items[index]) }),
  );
  const waits: number[] = [];
  while (held) {
    const started = performance.now();
    expect((await reader?.get('/market'))?.status).toBe(200);
    waits.push(performance.now() - started);
    await new Promise((resume) => setTimeout(resume, 20));
  }
  expect(await released).toBe(0);
  const answers = await Promise.all(purchases);
  waits.sort((one, other) => one - other);
  const [median = 0, longest = 0] = [waits[Math.floor(waits.length / 2)], waits.at(-1)];
  console.log(
    `${waits.length} pages while locked: median ${median.toFixed()} ms, longest ${longest.toFixed()} ms`,
  );

  for (const { client } of buyers) expect(client.cookie('market-flash')).toContain('Purchased');
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(302));
  expect(waits.length).toBeGreaterThan(5);
  expect(median).toBeLessThan(250);
  expect(longest).toBeLessThan(1_000);
  expect(await market().value(sql`select value from settings where name = 'held'`)).toBe('yes');
  for (const [index, { id }] of buyers.entries()) {
    expect(await market().ownerOf(items[index] ?? 0)).toBe(id);
  }
  await market().expectSound();
});

it('really stores what is bought after that', async () => {
  const [buyer] = await market().addBuyers(1);
  const items = await market().addItems(20, 10);
  for (const item of items) {
    await buyer?.client.post('/market', { purchase_item: String(item) });
  }
  await market().server.kill();
  expect(await market().budgetOf(buyer?.id ?? 0)).toBe(800);
  await market().server.restart();
  expect(await market().budgetOf(buyer?.id ?? 0)).toBe(800);
  await market().expectSound();
});
