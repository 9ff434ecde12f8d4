import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from './client.ts';
import { FileConnection } from './statements.ts';

let folder: string;
let file: string;
const opened: Database[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-client-'));
  file = join(folder, 'market.db');
  copyFileSync(inject('baseDatabase'), file);
});

afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(options: Partial<DatabaseOptions> = {}) {
  const database = openDatabase({ url: `file:${file}`, ...options });
  opened.push(database);
  return database;
}

const note = (name: string) => sql`insert into settings (name, value) values (${name}, 'x')`;
const unavailable = expect.objectContaining({ code: 'DATABASE_UNAVAILABLE' });

/** How many of the test's rows a new connection finds. */
async function stored(): Promise<number> {
  const database = openDatabase({ url: `file:${file}` });
  try {
    const { rows } = await database.orm.get<{ rows: number }>(
      sql`select count(*) rows from settings where name not in ('shelf_version', 'version')`,
    );
    return rows;
  } finally {
    database.close();
  }
}

const HOLDER = `
  import { createClient } from '@libsql/client';
  const client = createClient({ url: process.env.DATABASE_URL, concurrency: 1 });
  const transaction = await client.transaction('write');
  console.log('held');
  setTimeout(async () => {
    await transaction.rollback();
    client.close();
  }, Number(process.env.HOLD));
`;

/** Makes another process take the write lock. The process holds the lock when this returns. */
async function holdWriteLock(milliseconds: number) {
  const holder = spawn(process.execPath, ['--input-type=module', '--eval', HOLDER], {
    env: { ...process.env, DATABASE_URL: `file:${file}`, HOLD: String(milliseconds) },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
  const released = new Promise<number | null>((done) => holder.on('close', done));
  await Promise.race([new Promise((held) => holder.stdout.once('data', held)), released]);
  return { released };
}

describe('while another process holds the write lock', () => {
  it('500 writes wait without stopping the event loop, and are stored afterwards', async () => {
    const database = open();
    await database.write([note('before')]);
    const { released } = await holdWriteLock(1_000);
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    const started = performance.now();
    await Promise.all(
      Array.from({ length: 500 }, (_, at) => database.write([note(`during ${at}`)])),
    );
    const waited = performance.now() - started;
    clearInterval(timer);
    expect(await released).toBe(0);
    expect(waited).toBeGreaterThan(500);
    expect(ticks).toBeGreaterThan(waited / 10 / 4);
    for (let time = 0; time < 20; time += 1) await database.write([note(`after ${time}`)]);
    expect(await stored()).toBe(521);
  });

  it('reads do not wait', async () => {
    const database = open();
    const { released } = await holdWriteLock(600);
    const started = performance.now();
    for (let time = 0; time < 20; time += 1) await database.orm.run(sql`select * from settings`);
    expect(performance.now() - started).toBeLessThan(500);
    await released;
  });

  it('a write gives up after lockWaitMs, and stores nothing', async () => {
    const database = open({ lockWaitMs: 200 });
    const { released } = await holdWriteLock(1_500);
    await expect(database.write([note('in vain')])).rejects.toEqual(
      expect.objectContaining({ code: 'DATABASE_BUSY' }),
    );
    await released;
    expect(await stored()).toBe(0);
    await database.write([note('now')]);
    expect(await stored()).toBe(1);
  });

  it('a replaced connection keeps its settings', async () => {
    const database = open();
    const { released } = await holdWriteLock(400);
    await database.write([note('waited')]);
    await released;
    expect(await database.orm.get(sql`pragma synchronous`)).toEqual({ synchronous: 2 });
    expect(await database.orm.get(sql`pragma foreign_keys`)).toEqual({ foreign_keys: 1 });
    expect(await database.orm.get(sql`pragma journal_mode`)).toEqual({ journal_mode: 'wal' });
    expect(await database.orm.get(sql`pragma page_size`)).toEqual({ page_size: 2048 });
  });
});

describe('a batch', () => {
  it('stores all of its writes or none', async () => {
    const database = open();
    await expect(database.write([note('one'), note('two'), note('one')])).rejects.toThrow(
      'UNIQUE constraint failed: settings.name',
    );
    expect(await stored()).toBe(0);
    await database.write([note('one'), note('two')]);
    expect(await stored()).toBe(2);
  });

  it('succeeds when 500 batches are sent at once', async () => {
    const database = open();
    await Promise.all(
      Array.from({ length: 500 }, (_, at) =>
        database.write([note(`a ${at}`), note(`b ${at}`), sql`select count(*) from settings`]),
      ),
    );
    expect(await stored()).toBe(1_000);
  });

  it('that fails does not disturb other batches', async () => {
    const database = open();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, at) =>
        database.write([note(`x ${at % 25}`), note(`y ${at}`)]),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(25);
    expect(await stored()).toBe(50);
  });

  it('is stored even if the process is killed right after the acknowledgement', async () => {
    const script = `
      import { openDatabase } from './db/client.ts';
      import { sql } from 'drizzle-orm';
      const database = openDatabase({ url: process.env.DATABASE_URL });
      for (let at = 0; at < 20; at += 1) {
        await database.write([sql\`insert into settings (name, value) values (\${'n' + at}, 'x')\`]);
      }
      process.kill(process.pid, 'SIGKILL');
    `;
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      {
        env: { ...process.env, DATABASE_URL: `file:${file}` },
        stdio: ['ignore', 'inherit', 'inherit'],
        timeout: 20_000,
      },
    );
    const signal = await new Promise((done) => child.on('close', (_, signal) => done(signal)));
    expect(signal).toBe('SIGKILL');
    expect(await stored()).toBe(20);
  });
});

describe('a cached statement', () => {
  const byName = (name: string) => sql`select value from settings where name = ${name}`;

  it('uses the values of each execution, and returns its rows', async () => {
    const database = open();
    for (let time = 0; time < 3; time += 1) await database.write([note(`a ${time}`)]);
    const answers = await Promise.all(
      ['a 0', 'none', 'a 2'].map((name) => database.orm.all(byName(name))),
    );
    expect(answers).toEqual([[{ value: 'x' }], [], [{ value: 'x' }]]);
  });

  it('is not disturbed when rows of earlier executions are garbage-collected', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const connection = new FileConnection(file).acquireSync();
    const statement = connection.prepare(`with recursive n(i) as
      (select 1 union all select i + 1 from n where i < 900) select i from n where i > ?`);
    const begin = (over: number) => statement.iterate([over]) as IterableIterator<[bigint]>;
    for (let round = 0; round < 20; round += 1) {
      for (let time = 0; time < 50; time += 1) begin(5).next();
      const rows: number[] = [];
      // The driver reads 100 rows at a time, so the collections fall between its reads.
      for (const [row] of begin(500)) {
        if (rows.push(Number(row)) % 50 > 0) continue;
        collect();
        if (round % 2) await setImmediate();
      }
      expect(rows).toEqual(Array.from({ length: 400 }, (_, at) => 501 + at));
    }
    connection.close();
  });

  it('runs again after a failure', async () => {
    const database = open();
    await database.write([note('one')]);
    for (let time = 0; time < 3; time += 1) {
      await expect(database.write([note('one')])).rejects.toThrow('UNIQUE');
      await database.write([note(`another ${time}`)]);
    }
    expect(await stored()).toBe(4);
  });

  it('sees a column that was added later', async () => {
    const database = open();
    const all = sql`select * from t`;
    await database.write([sql`create table t (a)`, sql`insert into t values (1)`]);
    expect(await database.orm.get(all)).toEqual({ a: 1 });
    await database.write([sql`alter table t add column b default 2`]);
    expect(await database.orm.get(all)).toEqual({ a: 1, b: 2 });
  });

  it('is evicted when the cache is full, and compiled again', async () => {
    const database = open();
    for (let at = 0; at < 500; at += 1) {
      expect(await database.orm.get(sql.raw(`select ${at} as at`))).toEqual({ at });
    }
    expect(await database.orm.get(sql.raw('select 0 as at'))).toEqual({ at: 0 });
  });
});

describe('a file with special characters in its name', () => {
  const names = ['a%20b', 'a%41b', '100%', 'a#b', 'a?b=c', 'a b', 'Märkte', 'it’s', '日本'];

  it.each(names)('has exactly the name that its URL says: %s', async (name) => {
    mkdirSync(join(folder, name));
    const absolute = join(folder, name, `${name}.db`);
    const url = `file:${absolute}`;
    const relativeUrl = `file:${relative(process.cwd(), absolute)}`;
    await open({ url: relativeUrl }).write([sql`create table t (a)`]);
    expect(await open({ url }).orm.all(sql`select * from t`)).toEqual([]);
    expect(readdirSync(join(folder, name)).sort()).toEqual(
      ['', '-shm', '-wal'].map((end) => `${name}.db${end}`),
    );
  });
});

describe('DATABASE_UNAVAILABLE is thrown for', () => {
  it('a missing folder', async () => {
    const url = `file:${join(folder, 'none', 'market.db')}`;
    const attempt = async () => open({ url }).write([note('x')]);
    await expect(attempt()).rejects.toEqual(unavailable);
  });

  it('a file that is not a database', async () => {
    writeFileSync(file, 'Minutes of the last meeting. '.repeat(100));
    const attempt = async () => open().write([note('x')]);
    await expect(attempt()).rejects.toEqual(unavailable);
  });

  it.each(['http://127.0.0.1:9', 'libsql://127.0.0.1:9'])(
    'a server that does not answer: %s',
    async (url) => {
      const attempt = async () => open({ url }).write([note('x')]);
      await expect(attempt()).rejects.toEqual(unavailable);
    },
  );
});
