import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { backUp } from './backup.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { openExistingDatabase } from './existing.ts';
import { takeOver } from './foreign-log.ts';
import { prepareDatabase } from './prepare.ts';
import { runElsewhere } from './testing/elsewhere.ts';
import { markOf, renewMark, setMark, writeMarks } from './wal-mark.ts';

let folder: string;
let file: string;
let url: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-log-'));
  file = join(folder, 'market.db');
  url = `file:${file}`;
  copyFileSync(inject('baseDatabase'), file);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

// Enough members for many pages, so that the log of another file would damage this file.
const WRITER = `
  import { sql } from 'drizzle-orm';
  import { openDatabase } from './db/client.ts';
  const { write } = openDatabase({ url: process.env.DATABASE_URL });
  const { LETTER = 'a' } = process.env;
  for (let at = 0; at < 3; at += 1) {
    await write([sql.raw(\`insert into users (username, username_key, email, email_key)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 100)
      select '\${LETTER}' || i, '\${LETTER}\${at}-' || i, 'x@y', '\${LETTER}\${at}-' || i from n\`)]);
  }
  console.log('written');
  setInterval(() => {}, 1000);
`;

/** Runs a server until a crash: it starts, adds 300 members, and is killed with all in the log. */
async function crash() {
  expect(await takeOver(url)).toBeNull();
  const writer = runElsewhere(WRITER, url);
  await writer.until('written');
  await writer.kill();
  expect(statSync(`${file}-wal`).size).toBeGreaterThan(50_000);
}

async function within<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url });
  try {
    return await work(database);
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
}

const note = (name: string) =>
  within(({ write }) => write([sql`insert into settings (name, value) values (${name}, 'x')`]));

/**
 * Prepares a market, and checks that the file is whole. Returns the new path of a foreign log, the
 * number of members and the names of the test's rows.
 */
async function start() {
  const { database, movedAside } = await prepareDatabase({ url });
  try {
    const { members } = await database.orm.get<{ members: number }>(
      sql`select count(*) members from users`,
    );
    const notes = await database.orm.all<{ name: string }>(
      sql`select name from settings where value = 'x' order by 1`,
    );
    const whole = await database.orm.get(sql`pragma integrity_check`);
    expect(whole).toEqual({ integrity_check: 'ok' });
    return { movedAside, members, notes: notes.map(({ name }) => name) };
  } finally {
    database.close();
    await collectClosedConnections(file);
  }
}

const keptAside = () => readdirSync(folder).filter((name) => name.includes('not-of-this-file'));

describe('after a crash', () => {
  it('the file’s own log is read, and no data is lost', async () => {
    await crash();
    expect(await start()).toEqual({ movedAside: null, members: 300, notes: [] });
    expect(keptAside()).toEqual([]);
  });

  it.each([
    ['copied over the file', (backup: string) => copyFileSync(backup, file)],
    ['moved over the file', (backup: string) => renameSync(backup, file)],
  ])('a backup that was %s stays whole, and the old log is renamed', async (_, put) => {
    await note('in the backup');
    await renewMark(url);
    const backup = join(folder, 'backup.db');
    await backUp(url, backup);
    await crash();
    const log = readFileSync(`${file}-wal`);
    put(backup);
    await expect(openExistingDatabase({ url })).rejects.toMatchObject({ code: 'FOREIGN_LOG' });
    const { movedAside, ...there } = await start();
    expect(there).toEqual({ members: 0, notes: ['in the backup'] });
    expect(movedAside).toMatch(/market\.db-wal\.not-of-this-file-[\d-]+$/);
    expect(readFileSync(movedAside ?? '')).toEqual(log);
    expect(await start()).toMatchObject({ movedAside: null, members: 0 });
  });

  it('a server that starts without the preparation does the same', async () => {
    await renewMark(url);
    const backup = join(folder, 'backup.db');
    await backUp(url, backup);
    await crash();
    copyFileSync(backup, file);
    expect(await takeOver(url)).toMatch(/not-of-this-file/);
    expect(await start()).toMatchObject({ movedAside: null, members: 0 });
  });

  it('a copy of the file made after an earlier stop is noticed too', async () => {
    await note('at the stop');
    await renewMark(url);
    copyFileSync(file, join(folder, 'copy.db'));
    await crash();
    copyFileSync(join(folder, 'copy.db'), file);
    expect(await start()).toMatchObject({ members: 0, notes: ['at the stop'] });
    expect(keptAside()).toHaveLength(1);
  });

  it('a file without a mark is noticed when it replaces a file with a mark', async () => {
    await crash();
    copyFileSync(inject('baseDatabase'), file);
    expect(await start()).toMatchObject({ members: 0 });
    expect(keptAside()).toHaveLength(1);
  });

  it('a log without its file is kept, though SQLite would delete it', async () => {
    await crash();
    rmSync(file);
    expect(await start()).toMatchObject({ members: 0 });
    expect(keptAside()).toHaveLength(1);
  });
});

describe('a log without a -mark file', () => {
  it('is read when the file has no mark', async () => {
    const writer = runElsewhere(WRITER, url);
    await writer.until('written');
    await writer.kill();
    expect(existsSync(`${file}-mark`)).toBe(false);
    expect(await start()).toMatchObject({ movedAside: null, members: 300 });
  });

  it('is read when a copy of file and log is whole', async () => {
    await crash();
    rmSync(`${file}-mark`);
    await expect(openExistingDatabase({ url })).rejects.toMatchObject({ code: 'FOREIGN_LOG' });
    expect(await start()).toMatchObject({ movedAside: null, members: 300 });
    expect(readdirSync(folder).filter((name) => name.includes('trial'))).toEqual([]);
  });

  it('is renamed when a copy of file and log is damaged', async () => {
    await renewMark(url);
    const backup = join(folder, 'backup.db');
    await backUp(url, backup);
    // The log belongs to a file with more pages than the backup.
    await within(({ write }) =>
      write([sql`create table more (a)`, sql`create index by_a on more (a)`]),
    );
    await crash();
    rmSync(`${file}-mark`);
    copyFileSync(backup, file);
    expect(await start()).toMatchObject({ members: 0 });
    expect(keptAside()).toHaveLength(1);
  });
});

describe('a change of the mark', () => {
  it('that stops after any step leaves a log that is known to belong to the file', async () => {
    await renewMark(url);
    const old = markOf(file);
    const steps = [
      '',
      `await setMark(database, 4711);`,
      `await database.orm.run('pragma wal_checkpoint(TRUNCATE)');
       await database.orm.run("insert into settings (name, value) values ('after it', 'y')");`,
    ];
    for (let done = 0; done <= steps.length; done += 1) {
      await within(async (database) => {
        await database.orm.run(sql`delete from settings`);
        await setMark(database, old);
      });
      writeMarks(file, done > 0 ? [old, 4711] : [old]);
      const stopped = runElsewhere(
        `import { openDatabase } from './db/client.ts';
        import { setMark } from './db/wal-mark.ts';
        const database = openDatabase({ url: process.env.DATABASE_URL });
        await database.orm.run("insert into settings (name, value) values ('in the log', 'x')");
        ${steps.slice(0, done).join('\n')}
        process.kill(process.pid, 'SIGKILL');`,
        url,
      );
      expect(await stopped.ended, stopped.printed()).toBeNull();
      expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
      const found = await start();
      expect(found, `after ${done} steps`).toMatchObject({
        movedAside: null,
        notes: ['in the log'],
      });
    }
  });

  it('that is killed at any moment loses no acknowledged write', async () => {
    const server = `
      import { openDatabase } from './db/client.ts';
      import { prepareDatabase } from './db/prepare.ts';
      import { renewMark } from './db/wal-mark.ts';
      const url = process.env.DATABASE_URL;
      console.log('begun');
      for (let at = 0; ; at += 1) {
        const { database, movedAside } = await prepareDatabase({ url });
        if (movedAside) console.log('ASIDE');
        database.close();
        await renewMark(url);
        const { write, close } = openDatabase({ url });
        const name = process.pid + '-' + at;
        await write(["insert into settings (name, value) values ('" + name + "', 'x')"].map((text) => ({ toSQL: () => ({ sql: text, params: [] }) })));
        console.log('[' + name + ']');
        close();
      }
    `;
    const acknowledged: string[] = [];
    for (let kill = 0; kill < 4; kill += 1) {
      const running = runElsewhere(server, url);
      await running.until('[');
      await new Promise((done) => setTimeout(done, 50 + Math.random() * 300));
      await running.kill();
      expect(running.printed()).not.toContain('ASIDE');
      acknowledged.push(
        ...Array.from(running.printed().matchAll(/\[([\d-]+)\]/g), ([, name]) => name ?? ''),
      );
    }
    const { movedAside, notes } = await start();
    expect(movedAside).toBeNull();
    expect(notes).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(4);
  });
});
