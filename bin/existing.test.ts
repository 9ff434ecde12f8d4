import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { describe, expect, it } from 'vitest';
import { collectClosedConnections } from '../db/closed-connections.ts';
import { firstMigrations } from '../db/testing/older.ts';
import { runMarket } from '../e2e/support/server.ts';
import { VERSION } from '../lib/version.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();
const file = () => join(here().folder, 'market.db');

/** Runs a command, and expects one sentence of refusal and no new file. @returns the sentence */
async function refused(words: string[], url = here().url): Promise<string> {
  const before = readdirSync(here().folder).sort();
  const { code, stdout, stderr } = await runMarket(words, url);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trim()).not.toContain('\n');
  expect(readdirSync(here().folder).sort()).toEqual(before);
  return stderr.trim();
}

const migrations = (change: string) => here().write(sql.raw(change));

describe('a command that reads creates no database', () => {
  it.each([['users'], ['items'], ['jobs'], ['verify'], ['backup', '/tmp/never-made.db']])(
    '%s',
    async (...words) => {
      const url = `file:${join(here().folder, 'deep', 'market.db')}`;
      expect(await refused(words, url)).toMatch(
        /^There is no database at .*a start of the market makes it, or the command “create”\./,
      );
    },
  );
});

describe('a command that reads refuses', () => {
  it('an empty file', async () => {
    writeFileSync(file(), '');
    expect(await refused(['verify'])).toMatch(/^There is no database at /);
    expect(readFileSync(file())).toHaveLength(0);
  });

  it('another program’s database', async () => {
    await here().write(sql`create table notes (text)`);
    await collectClosedConnections(file());
    expect(await refused(['users'])).toBe(`${file()} has no market in it, and is left as it is.`);
  });

  it('an older version, which it does not update', async () => {
    here().copyBaseDatabase();
    await migrations(`delete from __drizzle_migrations
      where created_at = (select max(created_at) from __drizzle_migrations)`);
    await collectClosedConnections(file());
    const before = readFileSync(file());
    expect(await refused(['users'])).toMatch(
      /A start of the market brings it up to date, or the command “create”\.$/,
    );
    expect(readFileSync(file()).equals(before)).toBe(true);
  });

  it('a newer version, and names both versions', async () => {
    here().copyBaseDatabase();
    await migrations(`update settings set value = '9.9.9' where name = 'version'`);
    await migrations(`insert into __drizzle_migrations (hash, created_at)
      values ('later', (select max(created_at) + 1 from __drizzle_migrations))`);
    await collectClosedConnections(file());
    const copy = join(here().folder, 'copy.db');
    const all = await Promise.all(
      [['verify'], ['create'], ['backup', copy]].map((words) => here().market(...words)),
    );
    for (const { code, stderr } of all) {
      expect(code).toBe(1);
      expect(stderr).toContain(
        `${file()} was last used by Market 9.9.9, and this is Market ${VERSION}`,
      );
    }
  }, 60_000);
});

it('a command that reads leaves no other file beside the database', async () => {
  here().copyBaseDatabase();
  await here().addMember('ada');
  await collectClosedConnections(file());
  expect((await here().market('users')).code).toBe(0);
  expect(readdirSync(here().folder)).toEqual(['market.db']);
});

it('create reports that it moved the log of another file, and that it updated the database', async () => {
  await here().withDatabase(({ orm }) => migrate(orm, firstMigrations(here().folder, 4)));
  await collectClosedConnections(file());
  writeFileSync(`${file()}-mark`, '4711\n');
  writeFileSync(`${file()}-wal`, 'the log of another file');
  expect(await refused(['verify'])).toMatch(/^The log .* may be of another database/);
  const { stdout, stderr } = await here().market('create');
  expect(stderr).toBe('');
  const [moved, kept, updated, ready] = stdout.split('\n');
  expect(moved).toMatch(/^The log beside the database was of another file, so it was moved to /);
  expect(kept).toMatch(/^A copy of the database before its update is kept: .*before-update-/);
  expect(updated).toBe(
    `The database was brought up to date, from an earlier version to ${VERSION}.`,
  );
  expect(ready).toMatch(/^The market is ready/);
  const aside = readdirSync(here().folder).find((name) => name.includes('not-of-this-file'));
  expect(readFileSync(join(here().folder, aside ?? ''), 'utf8')).toBe('the log of another file');
}, 60_000);
