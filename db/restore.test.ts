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
import { sql } from 'drizzle-orm';
import { migrate } from 'drizzle-orm/libsql/migrator';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { PATIENT, scaled } from '../testing/scale.ts';
import { backUp } from './backup.ts';
import { type Database, openDatabase } from './client.ts';
import { collectClosedConnections } from './closed-connections.ts';
import { openMigratedDatabase } from './migrate.ts';
import { prepareDatabase } from './prepare.ts';
import { newestBeforeRestore, putInPlace } from './restore.ts';
import { removeStaged, sealStaged, stageCopy } from './staged.ts';
import { runElsewhere } from './testing/elsewhere.ts';
import { firstMigrations } from './testing/older.ts';
import { markOf, renewMark } from './wal-mark.ts';

let folder: string;
let file: string;
let backup: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-restore-'));
  file = join(folder, 'market.db');
  backup = join(folder, 'backup.db');
  copyFileSync(inject('baseDatabase'), file);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function within<T>(work: (database: Database) => Promise<T>, of = file): Promise<T> {
  const database = openDatabase({ url: `file:${of}` });
  try {
    return await work(database);
  } finally {
    database.close();
    await collectClosedConnections(of);
  }
}

const note = (name: string) =>
  within(({ write }) => write([sql`insert into settings (name, value) values (${name}, 'x')`]));

/** Prepares a market, checks that the file is whole, and returns the names of its test rows. */
async function notes(of = file): Promise<string[]> {
  const { database, movedAside } = await prepareDatabase({ url: `file:${of}` });
  try {
    expect(movedAside).toBeNull();
    expect(await database.orm.get(sql`pragma integrity_check`)).toEqual({ integrity_check: 'ok' });
    const rows = await database.orm.all<{ name: string }>(
      sql`select name from settings where value = 'x' order by 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    database.close();
    await collectClosedConnections(of);
  }
}

async function restore(source = backup) {
  const staged = await stageCopy(source, file);
  const database = await openMigratedDatabase({ url: `file:${staged.file}` });
  const mark = await sealStaged(staged.file, database);
  return putInPlace(staged.file, mark, file);
}

describe('a restore', () => {
  it('puts the backup in place, logs everybody out, and keeps the old database', async () => {
    await within(({ write }) =>
      write([
        sql`insert into users (username, username_key, email, email_key) values ('a', 'a', 'a@b', 'a@b')`,
        sql`insert into sessions (token_hash, user_id, expires_at) values ('t', 1, 9e15)`,
      ]),
    );
    await note('old');
    await backUp(`file:${file}`, backup);
    await note('new');
    await renewMark(`file:${file}`);
    const kept = await restore();
    expect(await notes()).toEqual(['old']);
    expect(await within(({ orm }) => orm.all(sql`select * from sessions`))).toEqual([]);
    expect(kept).toMatch(/market\.db\.before-restore-[\d-]+$/);
    expect(newestBeforeRestore(file)).toBe(kept);
    expect(markOf(file)).not.toBe(markOf(backup));
    for (const name of readdirSync(folder).filter((name) => name.startsWith('market.db'))) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
    }
    expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);

    await restore(kept ?? '');
    expect(await notes()).toEqual(['new', 'old']);
  });

  it('keeps the old database together with its log', async () => {
    await backUp(`file:${file}`, backup);
    const url = `file:${file}`;
    await renewMark(url);
    const script = `
      import { openDatabase } from './db/client.ts';
      const { orm } = openDatabase({ url: process.env.DATABASE_URL });
      await orm.run("insert into settings (name, value) values ('in the log', 'x')");
      process.kill(process.pid, 'SIGKILL');`;
    await runElsewhere(script, url).ended;
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    const kept = await restore();
    expect(await notes()).toEqual([]);
    expect(await notes(kept ?? '')).toEqual(['in the log']);
  });

  it('updates a backup of an earlier version', async () => {
    await within(({ orm }) => migrate(orm, firstMigrations(folder, 4)), backup);
    await within(
      ({ write }) => write([sql`insert into settings (name, value) values ('older', 'x')`]),
      backup,
    );
    const { found } = await stageCopy(backup, file);
    expect(found.state).toBe('older');
    removeStaged(file);
    await restore();
    expect(await notes()).toEqual(['older']);
    expect(await within(({ orm }) => orm.get(sql`select count(*) n from photos`))).toEqual({
      n: 0,
    });
  });

  it('works when the database is missing or damaged', async () => {
    await note('old');
    await backUp(`file:${file}`, backup);
    rmSync(file);
    expect(await restore()).toBeNull();
    expect(await notes()).toEqual(['old']);
    const bytes = Buffer.alloc(8_192, 'spoiled ');
    copyFileSync(backup, file);
    writeFileSync(file, bytes);
    const kept = await restore();
    expect(readFileSync(kept ?? '').equals(bytes)).toBe(true);
    expect(await notes()).toEqual(['old']);
  });

  it('of a newer version is refused with the name of the backup, and leaves no files', async () => {
    await backUp(`file:${file}`, backup);
    await within(
      ({ orm }) =>
        orm.run(sql`insert into __drizzle_migrations (hash, created_at)
          values ('later', (select max(created_at) + 1 from __drizzle_migrations))`),
      backup,
    );
    const before = readdirSync(folder).sort();
    await expect(stageCopy(backup, file)).rejects.toMatchObject({
      code: 'DATABASE_IS_NEWER',
      details: { file: backup },
    });
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  it(
    'that is killed at any moment leaves the old market or the new market, undamaged',
    PATIENT,
    async () => {
      await note('in the backup');
      await backUp(`file:${file}`, backup);
      const old = ['in the backup', 'since'];
      await note('since');
      const script = `
      import { openMigratedDatabase } from './db/migrate.ts';
      import { putInPlace } from './db/restore.ts';
      import { sealStaged, stageCopy } from './db/staged.ts';
      for (const from of process.env.FROM.split('|')) {
        const staged = await stageCopy(from, process.env.FILE);
        const database = await openMigratedDatabase({ url: 'file:' + staged.file });
        const mark = await sealStaged(staged.file, database);
        await putInPlace(staged.file, mark, process.env.FILE);
        console.log('placed');
      }`;
      const now = join(folder, 'now.db');
      await backUp(`file:${file}`, now);
      const rounds = scaled(4, 20);
      const seen = new Set<string>();
      for (let round = 0; round < rounds; round += 1) {
        const from = Array.from({ length: 30 }, (_, at) => (at % 2 ? now : backup)).join('|');
        const restoring = runElsewhere(
          script
            .replace('process.env.FROM', JSON.stringify(from))
            .replaceAll('process.env.FILE', JSON.stringify(file)),
          `file:${file}`,
        );
        await restoring.until('placed');
        await new Promise((done) => setTimeout(done, Math.random() * 1_500));
        await restoring.kill();
        expect(restoring.printed().replace(/placed|\s/g, '')).toBe('');
        const found = await notes();
        expect([['in the backup'], old]).toContainEqual(found);
        seen.add(found.join());
        expect(existsSync(file)).toBe(true);
        newestBeforeRestore(file);
        removeStaged(file);
      }
      if (rounds > 4) expect(seen.size).toBe(2);
    },
  );
});
