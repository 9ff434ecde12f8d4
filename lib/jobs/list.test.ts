import { existsSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import { JOBS } from './list.ts';
import { listJobs } from './queries.ts';
import { runDueJobs } from './run.ts';

const db = databasePerTest();
const HOUR = 3_600_000;

/** Each job, the table that it cleans, and the column that names a row of this test. */
const CLEANERS = [
  ['delete-expired-sessions', 'sessions', 'token_hash'],
  ['delete-old-login-failures', 'login_failures', 'subject'],
  ['delete-expired-login-codes', 'login_codes', 'code_hash'],
] as const;

beforeEach(async () => {
  const [over, live] = [Date.now() - 1_000, Date.now() + HOUR];
  for (const member of [1, 2]) await addMember(db(), member);
  await db().write([
    sql`insert into sessions (token_hash, user_id, expires_at)
        values ('over', 1, ${over}), ('live', 1, ${live})`,
    sql`insert into login_failures (subject, failures, window_ends_at)
        values ('over', 3, ${over}), ('live', 3, ${live})`,
    sql`insert into login_codes (code_hash, user_id, expires_at)
        values ('over', 1, ${over}), ('live', 2, ${live})`,
  ]);
});

const makeDue = (name: string) =>
  db().write([sql`insert into jobs (name, due_at) values (${name}, 1)`]);

const left = (table: string, column: string) =>
  db().orm.all<{ name: string }>(sql.raw(`select ${column} name from ${table} order by 1`));

describe('the list of jobs', () => {
  it.each(CLEANERS)('has %s, which deletes what is over of %s alone', async (name, table) => {
    await makeDue(name);
    expect(await runDueJobs()).toEqual([{ name, error: null }]);
    for (const [, other, key] of CLEANERS) {
      const names = other === table ? ['live'] : ['live', 'over'];
      expect((await left(other, key)).map((row) => row.name)).toEqual(names);
    }
  });

  it('names each job as its file', () => {
    for (const { name } of JOBS) expect(existsSync(`lib/jobs/${name}.ts`), name).toBe(true);
    expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length);
  });

  it('is shown in its order, before any run and after one', async () => {
    const names = JOBS.map(({ name }) => name);
    const before = await listJobs();
    expect(before.map(({ name }) => name)).toEqual(names);
    expect(before[0]).toEqual({
      name: names[0],
      every: 'night',
      startedAt: null,
      finishedAt: null,
      error: null,
      dueAt: null,
    });
    await db().write([sql`insert into jobs (name, due_at) values ('of-another-version', 1)`]);
    await makeDue('delete-expired-sessions');
    await runDueJobs();
    const after = await listJobs();
    expect(after.map(({ name }) => name)).toEqual(names);
    expect(after[0]).toMatchObject({ startedAt: expect.any(Date), finishedAt: expect.any(Date) });
    expect(after[1]).toMatchObject({ startedAt: null, dueAt: expect.any(Date) });
  });
});
