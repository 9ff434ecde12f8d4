import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { scaled } from '../../testing/scale.ts';
import { runMarket } from '../support/server.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const BACKUPS = scaled(3, 50);
const BUYERS = 4;
const BUDGET = 1_000_000;

const market = marketOfThisFile();

describe('a backup that is made while members buy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'market-backups-'));
  /** The items whose purchase was acknowledged, with the id of the buyer. */
  const bought = new Map<number, number>();
  let buyers: Buyer[];
  let going = true;
  let buying: Promise<unknown>;

  async function keepBuying({ id, client }: Buyer) {
    while (going) {
      for (const item of await market().addItems(50, 1)) {
        if (!going) return;
        const answer = await client.post('/market', { purchase_item: String(item) });
        expect(answer.status).toBe(302);
        bought.set(item, id);
        await pause(10);
      }
    }
  }

  async function stopBuying() {
    going = false;
    await buying;
  }

  beforeAll(async () => {
    buyers = await market().addBuyers(BUYERS, BUDGET);
    buying = Promise.all(buyers.map(keepBuying));
  });

  afterAll(async () => {
    await stopBuying();
    rmSync(folder, { recursive: true, force: true });
  });

  async function takeBackup(name: string): Promise<string> {
    const file = join(folder, name);
    const { server } = market();
    const { code, stdout, stderr } = await runMarket(
      ['backup', file, '--json'],
      server.databaseUrl,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ file, verified: true, differences: [] });
    return file;
  }

  async function expectValidLedger(url: string) {
    const { code, stdout, stderr } = await runMarket(['verify'], url);
    expect({ code, stdout, stderr }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Every money rule holds.'),
    });
  }

  it.each(Array.from({ length: BACKUPS }, (_, at) => at + 1))(
    'has every earlier purchase, and satisfies every money rule (%i)',
    async (number) => {
      const before = [...bought];
      const file = await takeBackup(`${number}.db`);
      expect(bought.size).toBeGreaterThan(before.length);

      const url = `file:${file}`;
      await expectValidLedger(url);
      const database = openDatabase({ url });
      const rows = await database.orm.all<{ id: number; owner: number }>(
        sql`select id, owner_id owner from items where owner_id is not null`,
      );
      database.close();
      const owners = new Map(rows.map(({ id, owner }) => [id, owner]));
      for (const [item, buyer] of before) expect(owners.get(item)).toBe(buyer);
    },
  );

  it('can replace the database, and the market continues from it', async () => {
    const { server } = market();
    const [buyer] = buyers;
    const spent = [...bought.values()].filter((id) => id === buyer?.id).length;
    const file = await takeBackup('last.db');
    await stopBuying();
    await server.stop({ keepDatabase: true });
    const place = server.databaseUrl.slice('file:'.length);
    for (const end of ['', '-wal', '-shm']) rmSync(place + end, { force: true });
    copyFileSync(file, place);
    await server.restart();

    const budget = (await market().budgetOf(buyer?.id ?? 0)) ?? 0;
    expect(budget).toBeLessThanOrEqual(BUDGET - spent);
    const item = await market().addItem(1);
    await buyer?.client.post('/market', { purchase_item: String(item) });
    expect(await market().budgetOf(buyer?.id ?? 0)).toBe(budget - 1);
    await expectValidLedger(server.databaseUrl);
  });
});
