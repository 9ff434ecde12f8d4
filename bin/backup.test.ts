import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { runMarket } from '../e2e/support/server.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();

describe('backup', () => {
  const copy = () => join(here().folder, 'copy #1, 50%.db');
  const others = () => readdirSync(here().folder).filter((name) => !name.startsWith('market.db'));

  // A second process reads the files: closing a file here would drop SQLite's locks in this
  // process.
  const contents = () => {
    const look = `
      for (const end of ['', '-wal']) {
        const bytes = require('node:fs').readFileSync(process.env.FILE + end);
        console.log(require('node:crypto').createHash('sha256').update(bytes).digest('hex'));
      }`;
    const env = { ...process.env, FILE: join(here().folder, 'market.db') };
    return execFileSync(process.execPath, ['--eval', look], { env, encoding: 'utf8' });
  };

  beforeEach(async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
  });

  it('copies an open database into one file, checks the copy, and does not change the original', async () => {
    await here().withDatabase(async ({ write }) => {
      await write([sql`insert into settings (name, value) values ('in', 'the log')`]);
      const before = contents();
      const { code, stdout, stderr } = await here().market('backup', copy());
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

    here().url = `file:${join(here().folder, 'restored.db')}`;
    copyFileSync(copy(), join(here().folder, 'restored.db'));
    expect((await here().market('verify')).code).toBe(0);
    const restored = sql`select value from settings where name = 'in'`;
    expect(await here().withDatabase(({ orm }) => orm.all(restored))).toEqual([
      { value: 'the log' },
    ]);
  });

  it('prints JSON for a program', async () => {
    const { stdout } = await here().market('backup', copy(), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      file: copy(),
      bytes: statSync(copy()).size,
      verified: true,
      members: 1,
      differences: [],
    });
  });

  it('reports a broken money rule in the copy, and exits with 1', async () => {
    await here().write(
      sql`drop trigger users_budget_follows_ledger`,
      sql`update users set budget = 5000 where username = 'ada'`,
    );
    const { code, stdout } = await here().market('backup', copy());
    expect(code).toBe(1);
    expect(stdout).toContain('member 1 has 5000, the ledger says 1000');
    expect(existsSync(copy())).toBe(true);
  });

  it('copies a database of an earlier version without updating it', async () => {
    const older = sql`delete from __drizzle_migrations
      where created_at = (select max(created_at) from __drizzle_migrations)`;
    await here().write(older);
    const versions = await here().count('__drizzle_migrations');
    const { code, stdout } = await here().market('backup', copy());
    expect(code).toBe(0);
    expect(stdout).toContain('It is of an earlier version');
    expect(await here().count('__drizzle_migrations')).toBe(versions);
  });

  it('never replaces a file', async () => {
    writeFileSync(copy(), 'Minutes of the last meeting.');
    const { code, stdout, stderr } = await here().market('backup', copy());
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
    ['of no database', ['copy.db'], 'file:none.db', /^There is no database at /],
  ])('%s is refused with one sentence, and leaves no file', async (_, files, from, sentence) => {
    const there =
      from === 'file:none.db' ? `file:${join(here().folder, 'none.db')}` : (from ?? here().url);
    const where = files.map((file) => join(here().folder, file));
    const { code, stdout, stderr } = await runMarket(['backup', ...where], there);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toContain('    at ');
    expect(others()).toEqual([]);
  });
});
