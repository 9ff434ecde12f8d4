import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './client.ts';
import { openMigratedDatabase, recreateTables } from './migrate.ts';
import { runElsewhere } from './testing/elsewhere.ts';
import { firstMigrations } from './testing/older.ts';

let folder: string;
let url: string;
const opened: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-migrate-'));
  url = `file:${join(folder, 'market.db')}`;
});

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open() {
  const database = await openMigratedDatabase({ url });
  opened.push(database);
  return database;
}

const objects = ({ orm }: Database) =>
  orm.all<{ type: string; name: string }>(
    sql`select type, name from sqlite_master where name not like 'sqlite_%' order by 1, 2`,
  );
const addMember = ({ write }: Database) =>
  write([
    sql`insert into users (username, username_key, email, email_key) values ('Ada', 'ada', 'a@x', 'a@x')`,
    sql`insert into transfers (to_user_id, amount, kind) values (1, 1000, 'opening')`,
  ]);

const OPENER = `
  import { openMigratedDatabase } from './db/migrate.ts';
  const database = await openMigratedDatabase({ url: process.env.DATABASE_URL });
  const rows = await database.orm.all('select name from items');
  database.close();
  console.log(rows.length);
`;

/** Opens the database in another process. */
function openElsewhere() {
  return new Promise<string>((done) => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', OPENER],
      { env: { ...process.env, DATABASE_URL: url }, timeout: 30_000 },
    );
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text) => {
        printed += text;
      });
    }
    child.on('close', (code) => done(`${code} ${printed.trim()}`));
  });
}

describe('opening a database', () => {
  it('creates the folder, the file and the tables', async () => {
    url = `file:${join(folder, 'deep', 'er', 'market.db')}`;
    const names = (await objects(await open())).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['users', 'items', 'transfers', 'transfers_never_change']),
    );
    expect(existsSync(join(folder, 'deep', 'er', 'market.db'))).toBe(true);
  });

  it('changes nothing in a database that is up to date', async () => {
    const first = await open();
    await addMember(first);
    const before = await objects(first);
    const second = await open();
    expect(await objects(second)).toEqual(before);
    expect(await second.orm.all(sql`select budget from users`)).toEqual([{ budget: 1_000 }]);
  });

  it('is safe for several calls at once when the file is missing', async () => {
    const databases = await Promise.all([open(), open(), open(), open()]);
    const all = await Promise.all(databases.map(objects));
    for (const one of all) expect(one).toEqual(all[0]);
  });

  it('is safe for several processes at once when the file is missing', async () => {
    expect(await Promise.all([openElsewhere(), openElsewhere(), openElsewhere()])).toEqual(
      Array(3).fill('0 0'),
    );
    expect((await objects(await open())).length).toBeGreaterThan(10);
  });

  it.each(['file:/dev/null/market.db', 'file:/proc/market.db'])(
    'throws DATABASE_UNAVAILABLE where no file can be created: %s',
    async (where) => {
      await expect(openMigratedDatabase({ url: where })).rejects.toEqual(
        expect.objectContaining({ code: 'DATABASE_UNAVAILABLE' }),
      );
    },
  );
});

it('names the missing folder when the migrations are not installed', async () => {
  const installed = join(folder, 'installed');
  for (const name of ['db', 'lib', 'package.json', 'tsconfig.json']) {
    cpSync(name, join(installed, name), { recursive: true });
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(installed, 'node_modules'));
  rmSync(join(installed, 'db', 'migrations'), { recursive: true });
  const opening = runElsewhere(
    `import { openMigratedDatabase } from './db/migrate.ts';
    await openMigratedDatabase({ url: process.env.DATABASE_URL }).catch(({ code, details }) =>
      console.log(code, details.folder));`,
    url,
    installed,
  );
  await opening.ended;
  expect(opening.printed()).toBe(`MIGRATIONS_MISSING ${join(installed, 'db', 'migrations')}\n`);
  expect(existsSync(join(folder, 'market.db'))).toBe(false);
});

/** A database with only the first `count` migrations. */
async function openOld(count: number) {
  const database = openDatabase({ url });
  opened.push(database);
  await migrate(database.orm, firstMigrations(folder, count));
  return database;
}

describe('updating a database', () => {
  it('keeps every row, reference and index entry', async () => {
    const old = await openOld(2);
    await addMember(old);
    await old.write([
      sql`insert into items (id, name, price, barcode, description, created_at)
          values (7, 'Rubber plant', 5, '1', 'Green', 1700000000000), (8, 'Kite', 9, '2', '', 1)`,
      sql`insert into transfers (from_user_id, amount, kind, item_id) values (1, 5, 'purchase', 7)`,
      sql`update items set owner_id = 1, sold_for = 5 where id = 7`,
    ]);
    old.close();
    const { orm, write } = await open();
    expect(
      await orm.all(sql`select id, name, owner_id as owner, sold_for as soldFor,
          sale_price as salePrice, offered_at as offeredAt from items order by id`),
    ).toEqual([
      { id: 7, name: 'Rubber plant', owner: 1, soldFor: 5, salePrice: null, offeredAt: 1.7e12 },
      { id: 8, name: 'Kite', owner: null, soldFor: null, salePrice: 9, offeredAt: 1 },
    ]);
    expect(await orm.all(sql`select * from pragma_foreign_key_check`)).toEqual([]);
    expect(
      await orm.all(sql`select rowid as id from items_search where items_search match 'rubb*'`),
    ).toEqual([{ id: 7 }]);
    await write([
      sql`insert into items (name, price, barcode, description) values ('Nine', 1, '3', '')`,
    ]);
    expect(await orm.all(sql`select max(id) as id from items`)).toEqual([{ id: 9 }]);
  });
});

describe('recreating the tables', () => {
  it('gives the same tables, without rows', async () => {
    const database = await open();
    const before = await objects(database);
    await addMember(database);
    await database.write([
      sql`insert into items (name, price, barcode, description) values ('Thing', 5, '1', '')`,
      sql`insert into transfers (from_user_id, amount, kind, item_id) values (1, 5, 'purchase', 1)`,
      sql`update items set owner_id = 1, sold_for = 5`,
      sql`insert into sessions (token_hash, user_id, expires_at) values ('x', 1, 1)`,
    ]);
    await recreateTables(database);
    expect(await objects(database)).toEqual(before);
    for (const table of ['users', 'items', 'transfers', 'sessions', 'items_search']) {
      expect(await database.orm.all(sql.raw(`select 1 from ${table}`)), table).toEqual([]);
    }
    await addMember(database);
    expect(await database.orm.all(sql`select id from users`)).toEqual([{ id: 1 }]);
  });
});
