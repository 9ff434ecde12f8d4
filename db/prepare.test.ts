import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { VERSION } from '../lib/version.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { closeDatabaseWhole, setDatabase } from './database.ts';
import { lookAtDatabase, openExistingDatabase } from './existing.ts';
import { openMigratedDatabase } from './migrate.ts';
import { prepareDatabase } from './prepare.ts';
import { firstMigrations } from './testing/older.ts';
import { markOf, renewMark } from './wal-mark.ts';

let folder: string;
let file: string;
let url: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-prepare-'));
  file = join(folder, 'market.db');
  url = `file:${file}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const haveDatabase = () => copyFileSync(inject('baseDatabase'), file);

async function within<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url });
  try {
    return await work(database);
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
}

async function prepare() {
  const { database, ...done } = await prepareDatabase({ url });
  database.close();
  await collectClosedConnections(file);
  return done;
}

const nothing = { created: false, updated: null, keptCopy: null, movedAside: null };

describe('prepareDatabase', () => {
  it('creates a database that only its owner may read, and stores the version', async () => {
    url = `file:${join(folder, 'deep', 'er', 'market.db')}`;
    expect(await prepare()).toEqual({ ...nothing, created: true });
    expect(statSync(join(folder, 'deep')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'deep', 'er', 'market.db')).mode & 0o077).toBe(0);
    expect(await lookAtDatabase({ url })).toEqual({ state: 'current', version: VERSION });
  });

  it('changes only the file mode of a database that is ready', async () => {
    haveDatabase();
    chmodSync(file, 0o644);
    await renewMark(url);
    expect(await prepare()).toEqual(nothing);
    expect(readdirSync(folder).sort()).toEqual(['market.db', 'market.db-mark']);
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    }
  });

  it('keeps a copy before an update, and the newest three copies in all', async () => {
    const copies = () => readdirSync(folder).filter((name) => name.includes('.before-update-'));
    for (let update = 1; update <= 4; update += 1) {
      for (const end of ['', '-wal', '-shm', '-mark']) rmSync(file + end, { force: true });
      await within(async ({ orm }) => {
        await migrate(orm, firstMigrations(folder, 4));
        await orm.run(sql`insert into settings (name, value) values ('of', ${update})`);
      });
      const { updated, keptCopy } = await prepare();
      expect(updated).toEqual({ from: null, to: VERSION });
      expect(copies()).toHaveLength(Math.min(update, 3));
      expect(statSync(keptCopy ?? '').mode & 0o077).toBe(0);
      expect((await lookAtDatabase({ url: `file:${keptCopy}` })).state).toBe('older');
    }
    expect((await lookAtDatabase({ url })).state).toBe('current');
  });

  it.each([
    ['prepareDatabase', prepareDatabase],
    ['openMigratedDatabase', openMigratedDatabase],
    ['openExistingDatabase', openExistingDatabase],
  ])('refuses a newer database, names both versions, and changes nothing: %s', async (_, open) => {
    haveDatabase();
    await within(async ({ orm }) => {
      await orm.run(sql`insert into __drizzle_migrations (hash, created_at)
        values ('later', (select max(created_at) + 1 from __drizzle_migrations))`);
      await orm.run(sql`update settings set value = '9.9.9' where name = 'version'`);
    });
    await expect(open({ url })).rejects.toMatchObject({
      code: 'DATABASE_IS_NEWER',
      details: { file, theirs: '9.9.9', ours: VERSION },
    });
    expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
  });

  it('refuses another program’s file, and creates nothing beside it', async () => {
    await within(({ orm }) => orm.run(sql`create table notes (text)`));
    const before = readFileSync(file);
    await expect(prepareDatabase({ url })).rejects.toMatchObject({ code: 'NOT_A_MARKET' });
    await expect(lookAtDatabase({ url })).rejects.toMatchObject({ code: 'NOT_A_MARKET' });
    writeFileSync(file, 'Minutes of the last meeting. '.repeat(100));
    await expect(prepareDatabase({ url })).rejects.toMatchObject({ code: 'NOT_A_MARKET' });
    writeFileSync(file, before);
    expect(readdirSync(folder)).toEqual(['market.db']);
  });
});

describe('lookAtDatabase', () => {
  it('creates nothing when the database is missing', async () => {
    const missing = { code: 'DATABASE_MISSING' };
    await expect(lookAtDatabase({ url })).rejects.toMatchObject(missing);
    await expect(lookAtDatabase({ url: `${url}/a/b.db` })).rejects.toMatchObject(missing);
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(file, '');
    await expect(lookAtDatabase({ url })).rejects.toMatchObject(missing);
    expect(statSync(file).size).toBe(0);
  });

  it('changes no byte of a file, and leaves nothing beside it', async () => {
    haveDatabase();
    const before = readFileSync(file);
    await lookAtDatabase({ url });
    expect(readdirSync(folder)).toEqual(['market.db']);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

it('after a server has stopped, its file needs no log and has a new mark', async () => {
  haveDatabase();
  await renewMark(url);
  const before = markOf(file);
  const database = openDatabase({ url });
  setDatabase(database);
  for (let at = 0; at < 20; at += 1) {
    await database.write([sql`insert into settings (name, value) values (${`n${at}`}, 'x')`]);
  }
  expect(await closeDatabaseWhole(url)).toBe(true);
  const alone = join(folder, 'alone.db');
  copyFileSync(file, alone);
  expect(markOf(alone)).not.toBe(before);
  const copy = openDatabase({ url: `file:${alone}` });
  expect(await copy.orm.get(sql`select count(*) n from settings where value = 'x'`)).toEqual({
    n: 20,
  });
  copy.close();
});
