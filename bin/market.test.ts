import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { demoCatalogue } from '../db/demo-catalogue.ts';
import { runMarket } from '../e2e/support/server.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();

describe('create', () => {
  it('creates the folder and the database, and adds the demo items once', async () => {
    here().url = `file:${join(here().folder, 'deep', 'er', 'market.db')}`;
    const first = await here().market('create');
    expect(first).toMatchObject({
      code: 0,
      stdout: `The market is ready, with ${demoCatalogue.length} demo items for sale.\n`,
    });
    expect(existsSync(join(here().folder, 'deep', 'er', 'market.db'))).toBe(true);
    await here().write(sql`delete from items`);
    expect(await here().market('create')).toMatchObject({
      code: 0,
      stdout: 'The market is ready.\n',
    });
    expect(await here().count('items')).toBe(0);
  });

  it('is safe for several processes at once when the file is missing, and reports what each did', async () => {
    const outcomes = await Promise.all([
      here().market('create', '--json'),
      here().market('create', '--json'),
      here().market('create', '--json'),
    ]);
    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(3).fill({ code: 0, stderr: '' }),
    );
    const told = outcomes.map(({ stdout }) => JSON.parse(stdout).stocked);
    expect(told.sort((one, other) => one - other)).toEqual([0, 0, demoCatalogue.length]);
    expect(await here().count('items')).toBe(demoCatalogue.length);
  });
});

describe('reset', () => {
  beforeEach(async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
  });

  it.each(['no', 'y'])('asks first, and does nothing when the answer is “%s”', async (answer) => {
    const { code, stdout, stderr } = await runMarket(['reset'], here().url, `${answer}\n`);
    expect(stderr).toContain('Delete all members, items and transfers?');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'Nothing has been deleted.\n' });
    expect(await here().count('users')).toBe(1);
  });

  it('deletes nothing without an answer', async () => {
    expect((await runMarket(['reset'], here().url)).code).toBe(1);
    expect(await here().count('users')).toBe(1);
  });

  it('deletes everything and adds the demo items when the answer is yes', async () => {
    const { code, stdout } = await runMarket(['reset'], here().url, 'yes\n');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `Everything has been deleted.\nThe market is ready, with ${demoCatalogue.length} demo items for sale.\n`,
    );
    expect(await here().count('users')).toBe(0);
    expect((await here().market('verify')).code).toBe(0);
  });

  it('does not ask with --yes', async () => {
    const { code, stdout, stderr } = await here().market('reset', '--yes', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ reset: true });
    expect(await here().count('users')).toBe(0);
  });
});

describe('users and items', () => {
  it('list the rows for a reader and for a program, without password hashes', async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
    await here().write(
      sql`insert into items (name, price, barcode, description) values ('Lamp', 1200, '1', 'Old.')`,
      sql`insert into items (name, price, barcode, description) values ('Rug', 80, '2', '')`,
      sql`update items set owner_id = 1 where id = 1`,
    );

    const users = (await here().market('users')).stdout;
    expect(users.split('\n')[0]).toMatch(/^id {2}username {2}email {12}budget {2}since$/);
    expect(users.split('\n')[1]).toMatch(
      /^1 {3}ada {7}ada@example\.org {2}1,000 {3}\d{4}-\d\d-\d\d$/,
    );
    const asData = (await here().market('users', '--json')).stdout;
    expect(JSON.parse(asData)).toEqual([
      {
        id: 1,
        username: 'ada',
        email: 'ada@example.org',
        budget: 1_000,
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
    ]);
    expect(users + asData).not.toMatch(/the hash|password/i);

    expect((await here().market('items')).stdout.split('\n')).toEqual([
      'id  name  price  barcode  owner',
      '1   Lamp  1,200  1        ada',
      '2   Rug   80     2        the market',
      '',
    ]);
    expect(JSON.parse((await here().market('items', '--json')).stdout)).toMatchObject([
      { id: 1, name: 'Lamp', price: 1_200, ownerId: 1, ownerName: 'ada' },
      { id: 2, name: 'Rug', price: 80, ownerId: null, ownerName: null },
    ]);
  });
});

describe('verify', () => {
  beforeEach(async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
  });

  it('reports that every money rule holds', async () => {
    const { code, stdout } = await here().market('verify');
    expect(stdout).toBe(
      '1 members, 0 items, 1 transfers.\n' +
        'Members have 1,000 credits; the market’s account stands at -1,000; the sum is 0.\n' +
        'Every money rule holds.\n',
    );
    expect(code).toBe(0);
    expect(JSON.parse((await here().market('verify', '--json')).stdout)).toEqual({
      members: 1,
      items: 0,
      transfers: 1,
      budgets: 1_000,
      market: -1_000,
      differences: [],
    });
  });

  it('finds credits that were added by hand, and exits with 1', async () => {
    await here().write(
      sql`drop trigger users_budget_follows_ledger`,
      sql`update users set budget = 5000 where username = 'ada'`,
    );
    const { code, stdout } = await here().market('verify');
    expect(code).toBe(1);
    expect(stdout).toContain('WRONG: Every budget is the sum of its member’s transfers.');
    expect(stdout).toContain('member 1 has 5000, the ledger says 1000');
    expect(stdout).toContain('2 differences found.');
    const report = await here().market('verify', '--json');
    expect(report.code).toBe(1);
    expect(JSON.parse(report.stdout).differences).toHaveLength(2);
  });
});
