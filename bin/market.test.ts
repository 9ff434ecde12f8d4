import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SQL, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../db/client.ts';
import { demoCatalogue } from '../db/demo-catalogue.ts';
import { runMarket } from '../e2e/support/server.ts';

let folder: string;
let url: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-bin-'));
  url = `file:${join(folder, 'market.db')}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const market = (...args: string[]) => runMarket(args, url);

async function beside<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url });
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

const write = (...statements: SQL[]) => beside((database) => database.write(statements));
const count = (table: string) =>
  beside(async ({ orm }) => (await orm.all(sql`select 1 from ${sql.identifier(table)}`)).length);

/** Puts a database in place that was created before. */
const haveDatabase = () => copyFileSync(inject('baseDatabase'), join(folder, 'market.db'));

const addMember = (name: string) =>
  write(
    sql`insert into users (username, username_key, email, email_key, password_hash)
        values (${name}, ${name}, ${`${name}@example.org`}, ${`${name}@example.org`}, 'the hash')`,
    sql`insert into transfers (to_user_id, amount, kind)
        select id, 1000, 'opening' from users where username_key = ${name}`,
  );

describe('create', () => {
  it('makes and stocks the database once, folder and all', async () => {
    url = `file:${join(folder, 'deep', 'er', 'market.db')}`;
    const first = await market('create');
    expect(first).toMatchObject({
      code: 0,
      stdout: `The market is ready, with ${demoCatalogue.length} demo items for sale.\n`,
    });
    expect(existsSync(join(folder, 'deep', 'er', 'market.db'))).toBe(true);
    await write(sql`delete from items`);
    expect(await market('create')).toMatchObject({ code: 0, stdout: 'The market is ready.\n' });
    expect(await count('items')).toBe(0);
  });

  it('can be done by several at once, on a file that is not there yet', async () => {
    const outcomes = await Promise.all([market('create'), market('create'), market('create')]);
    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(3).fill({ code: 0, stderr: '' }),
    );
    expect(outcomes.filter(({ stdout }) => stdout.includes('demo items'))).toHaveLength(1);
    expect(await count('items')).toBe(demoCatalogue.length);
  });

  it('tells a program what it did', async () => {
    const stocked = JSON.parse((await market('create', '--json')).stdout);
    expect(stocked).toEqual({ stocked: demoCatalogue.length });
    expect(JSON.parse((await market('create', '--json')).stdout)).toEqual({ stocked: 0 });
  });
});

describe('reset', () => {
  beforeEach(async () => {
    haveDatabase();
    await addMember('ada');
  });

  it.each(['no', 'y'])('asks, and takes “%s” for a no', async (answer) => {
    const { code, stdout, stderr } = await runMarket(['reset'], url, `${answer}\n`);
    expect(stderr).toContain('Delete all members, items and transfers?');
    expect({ code, stdout }).toEqual({ code: 1, stdout: 'Nothing has been deleted.\n' });
    expect(await count('users')).toBe(1);
  });

  it('deletes nothing when there is nobody to answer', async () => {
    expect((await runMarket(['reset'], url)).code).toBe(1);
    expect(await count('users')).toBe(1);
  });

  it('deletes everything, and stocks the market anew, on a yes', async () => {
    const { code, stdout } = await runMarket(['reset'], url, 'yes\n');
    expect(code).toBe(0);
    expect(stdout).toBe(
      `Everything has been deleted.\nThe market is ready, with ${demoCatalogue.length} demo items for sale.\n`,
    );
    expect(await count('users')).toBe(0);
    expect((await market('verify')).code).toBe(0);
  });

  it('does not ask with --yes', async () => {
    const { code, stdout, stderr } = await market('reset', '--yes', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ reset: true });
    expect(await count('users')).toBe(0);
  });
});

describe('users and items', () => {
  it('list what is there, for a reader and for a program, and never a password’s hash', async () => {
    haveDatabase();
    await addMember('ada');
    await write(
      sql`insert into items (name, price, barcode, description) values ('Lamp', 1200, '1', 'Old.')`,
      sql`insert into items (name, price, barcode, description) values ('Rug', 80, '2', '')`,
      sql`update items set owner_id = 1 where id = 1`,
    );

    const users = (await market('users')).stdout;
    expect(users.split('\n')[0]).toMatch(/^id {2}username {2}email {12}budget {2}since$/);
    expect(users.split('\n')[1]).toMatch(
      /^1 {3}ada {7}ada@example\.org {2}1,000 {3}\d{4}-\d\d-\d\d$/,
    );
    const asData = (await market('users', '--json')).stdout;
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

    expect((await market('items')).stdout.split('\n')).toEqual([
      'id  name  price  barcode  owner',
      '1   Lamp  1,200  1        ada',
      '2   Rug   80     2        the market',
      '',
    ]);
    expect(JSON.parse((await market('items', '--json')).stdout)).toMatchObject([
      { id: 1, name: 'Lamp', price: 1_200, ownerId: 1, ownerName: 'ada' },
      { id: 2, name: 'Rug', price: 80, ownerId: null, ownerName: null },
    ]);
  });
});

describe('verify', () => {
  beforeEach(async () => {
    haveDatabase();
    await addMember('ada');
  });

  it('says that every rule holds', async () => {
    const { code, stdout } = await market('verify');
    expect(stdout).toBe(
      '1 members, 0 items, 1 transfers.\n' +
        'Members have 1,000 credits; the market’s account stands at -1,000; the sum is 0.\n' +
        'Every money rule holds.\n',
    );
    expect(code).toBe(0);
    expect(JSON.parse((await market('verify', '--json')).stdout)).toEqual({
      members: 1,
      items: 0,
      transfers: 1,
      budgets: 1_000,
      market: -1_000,
      differences: [],
    });
  });

  it('finds credits that somebody has put there by hand, and ends with 1', async () => {
    await write(
      sql`drop trigger users_budget_follows_ledger`,
      sql`update users set budget = 5000 where username = 'ada'`,
    );
    const { code, stdout } = await market('verify');
    expect(code).toBe(1);
    expect(stdout).toContain('WRONG: Every budget is the sum of its member’s transfers.');
    expect(stdout).toContain('member 1 has 5000, the ledger says 1000');
    expect(stdout).toContain('2 differences found.');
    const report = await market('verify', '--json');
    expect(report.code).toBe(1);
    expect(JSON.parse(report.stdout).differences).toHaveLength(2);
  });
});

describe('backup', () => {
  const copy = () => join(folder, 'copy #1, 50%.db');
  const others = () => readdirSync(folder).filter((name) => !name.startsWith('market.db'));

  // Another process looks: a file that this one opens and closes would take SQLite's locks with it.
  const contents = () => {
    const look = `
      for (const end of ['', '-wal']) {
        const bytes = require('node:fs').readFileSync(process.env.FILE + end);
        console.log(require('node:crypto').createHash('sha256').update(bytes).digest('hex'));
      }`;
    const env = { ...process.env, FILE: join(folder, 'market.db') };
    return execFileSync(process.execPath, ['--eval', look], { env, encoding: 'utf8' });
  };

  beforeEach(async () => {
    haveDatabase();
    await addMember('ada');
  });

  it('copies a database that is open into one file, checks it, and leaves the other as it was', async () => {
    await beside(async ({ write }) => {
      await write([sql`insert into settings (name, value) values ('in', 'the log')`]);
      const before = contents();
      const { code, stdout, stderr } = await market('backup', copy());
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toBe(
        `Copied the database to ${copy()}, ${Math.ceil(statSync(copy()).size / 1_000)} kB.\n` +
          'What is in the copy:\n1 members, 0 items, 1 transfers.\n' +
          'Members have 1,000 credits; the market’s account stands at -1,000; the sum is 0.\n' +
          'Every money rule holds.\n',
      );
      expect(contents()).toEqual(before);
    });
    expect(others()).toEqual(['copy #1, 50%.db']);
    expect(statSync(copy()).mode & 0o077).toBe(0);

    url = `file:${join(folder, 'restored.db')}`;
    copyFileSync(copy(), join(folder, 'restored.db'));
    expect((await market('verify')).code).toBe(0);
    const restored = sql`select value from settings where name = 'in'`;
    expect(await beside(({ orm }) => orm.all(restored))).toEqual([{ value: 'the log' }]);
  });

  it('tells a program what it did', async () => {
    const { stdout } = await market('backup', copy(), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      file: copy(),
      bytes: statSync(copy()).size,
      verified: true,
      members: 1,
      differences: [],
    });
  });

  it('finds what is wrong in what it copied, and ends with 1', async () => {
    await write(
      sql`drop trigger users_budget_follows_ledger`,
      sql`update users set budget = 5000 where username = 'ada'`,
    );
    const { code, stdout } = await market('backup', copy());
    expect(code).toBe(1);
    expect(stdout).toContain('member 1 has 5000, the ledger says 1000');
    expect(existsSync(copy())).toBe(true);
  });

  it('copies a database of an earlier version as it is', async () => {
    const older = sql`delete from __drizzle_migrations
      where created_at = (select max(created_at) from __drizzle_migrations)`;
    await write(older);
    const versions = await count('__drizzle_migrations');
    const { code, stdout } = await market('backup', copy());
    expect(code).toBe(0);
    expect(stdout).toContain('It is of an earlier version');
    expect(await count('__drizzle_migrations')).toBe(versions);
  });

  it('never replaces a file', async () => {
    writeFileSync(copy(), 'Minutes of the last meeting.');
    const { code, stdout, stderr } = await market('backup', copy());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(`${copy()} is there already, and is left as it is.\n`);
    expect(readFileSync(copy(), 'utf8')).toBe('Minutes of the last meeting.');
  });

  it.each([
    ['without a file to write', [], undefined, /^Say where to: npm run market -- backup <file>/],
    ['into a folder that is not there', ['none/copy.db'], undefined, /^There is no folder for /],
    [
      'of a libSQL server',
      ['copy.db'],
      'http://127.0.0.1:9',
      /^The database is on a libSQL server/,
    ],
    ['of no database', ['copy.db'], 'file:none.db', /^The market’s database can’t be reached/],
  ])('%s is refused in a sentence, and leaves nothing behind', async (_, files, from, sentence) => {
    const there = from === 'file:none.db' ? `file:${join(folder, 'none.db')}` : (from ?? url);
    const where = files.map((file) => join(folder, file));
    const { code, stdout, stderr } = await runMarket(['backup', ...where], there);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('    at ');
    expect(others()).toEqual([]);
  });
});

describe('the command line', () => {
  it('prints its usage when asked, and when it is asked for something else', async () => {
    const help = await market('--help');
    expect(help.code).toBe(0);
    for (const word of ['create', 'reset', 'users', 'items', 'verify', 'backup', '--json']) {
      expect(help.stdout).toContain(word);
    }
    for (const args of [[], ['toString']]) {
      const { code, stdout } = await market(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: help.stdout });
    }
    expect(existsSync(join(folder, 'market.db'))).toBe(false);
  });

  it('refuses an option it does not know, in a sentence', async () => {
    const { code, stderr } = await market('users', '--jsno');
    expect(code).toBe(1);
    expect(stderr).toContain("Unknown option '--jsno'");
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['of no kind it knows', 'market.db', /^DATABASE_URL must start with file:/],
    ['of another database', 'postgres://127.0.0.1/x', /^DATABASE_URL must start with file:/],
    ['in a place that is no folder', 'file:/dev/null/market.db', /database can’t be reached/],
    ['of a server that is not there', 'http://127.0.0.1:9', /database can’t be reached/],
  ])('refuses a DATABASE_URL %s, in a sentence', async (_, wrong, sentence) => {
    const { code, stdout, stderr } = await runMarket(['users'], wrong);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('    at ');
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const text = 'Minutes of the last meeting. '.repeat(100);
    writeFileSync(join(folder, 'market.db'), text);
    const { code, stderr } = await market('create');
    expect(code).toBe(1);
    expect(stderr).toMatch(/database can’t be reached/);
    expect(readFileSync(join(folder, 'market.db'), 'utf8')).toBe(text);
  });
});
