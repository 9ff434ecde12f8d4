import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { type Elsewhere, runElsewhere } from '@/db/testing/elsewhere';
import { AppError } from '../errors.ts';
import { CLAIM_MS, runDueJobs } from './run.ts';

const db = databasePerTest();
const others: Elsewhere[] = [];

afterEach(async () => {
  vi.restoreAllMocks();
  for (const other of others.splice(0)) await other.kill();
});

/** A job, and how often it has run in this process. */
function countedJob(name: string, work: () => unknown = () => {}) {
  const counted = { name, every: 'night' as const, runs: 0, run };
  async function run() {
    counted.runs += 1;
    await work();
  }
  return counted;
}

/** Makes jobs due, whether or not they have a row. */
const makeDue = (...names: string[]) =>
  db().write(
    names.map(
      (name) => sql`insert into jobs (name, due_at) values (${name}, 1)
        on conflict (name) do update set due_at = 1`,
    ),
  );

type Row = { due: number; started: number | null; finished: number | null; error: string | null };

const rowOf = (name: string) =>
  db().orm.get<Row>(
    sql`select due_at due, started_at started, finished_at finished, error from jobs
        where name = ${name}`,
  );

/** Lets time go by for a job: all that its row says is as much longer ago. */
const letPass = (name: string, milliseconds: number) =>
  db().write([
    sql`update jobs set due_at = due_at - ${milliseconds}, started_at = started_at - ${milliseconds}
        where name = ${name}`,
  ]);

/** A process that runs jobs of these names when it is told to. Each run adds a row to `settings`. */
function processWithJobs(names: string[], work = '') {
  const other = runElsewhere(
    `import { database } from './db/database.ts';
    import { runDueJobs } from './lib/jobs/run.ts';
    import { sql } from 'drizzle-orm';
    const jobs = ${JSON.stringify(names)}.map((name) => ({
      name,
      every: 'night',
      async run() {
        await database().write([
          sql\`insert into settings (name, value) values (\${name + ' ' + process.pid}, '')\`,
        ]);
        ${work}
      },
    }));
    await database().orm.all(sql\`select 1 from jobs\`);
    console.log('ready');
    const isTime = () => database().orm.all(sql\`select 1 from settings where name = 'go'\`);
    while ((await isTime()).length === 0) await new Promise((resume) => setTimeout(resume, 1));
    console.log(JSON.stringify(await runDueJobs(jobs)));`,
    `file:${db().file}`,
  );
  others.push(other);
  return other;
}

const go = () => db().write([sql`insert into settings (name, value) values ('go', '')`]);

describe('a job that is due', () => {
  it('is run once by three processes that find it at the same time', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `job-${index}`);
    await makeDue(...names);
    const processes = [1, 2, 3].map(() => processWithJobs(names));
    await Promise.all(processes.map((other) => other.until('ready')));
    await go();
    expect(await Promise.all(processes.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const runs = await db().orm.all<{ job: string }>(
      sql`select substr(name, 1, instr(name, ' ') - 1) job from settings where name like 'job-%'`,
    );
    expect(runs.map(({ job }) => job).sort()).toEqual([...names].sort());
    const told = processes.flatMap((other) => JSON.parse(other.printed().split('\n')[1] ?? ''));
    expect(told.map(({ name }) => name).sort()).toEqual([...names].sort());
  });

  it('is left alone for a while when its process is killed, and is run again then', async () => {
    const job = countedJob('job');
    await makeDue('job');
    const other = processWithJobs(
      ['job'],
      `console.log('begun'); await new Promise((never) => setInterval(() => {}, 1000));`,
    );
    await go();
    await other.until('begun');
    await other.kill();

    expect(await runDueJobs([job])).toEqual([]);
    await letPass('job', CLAIM_MS - 60_000);
    expect(await runDueJobs([job])).toEqual([]);
    await letPass('job', 60_000);
    expect(await runDueJobs([job])).toEqual([{ name: 'job', error: null }]);
    expect(job.runs).toBe(1);
    expect(await rowOf('job')).toMatchObject({ finished: expect.any(Number), error: null });
  });

  it('waits for the next night when it has run', async () => {
    const job = countedJob('job');
    await makeDue('job');
    await runDueJobs([job]);
    const { due, started, finished } = await rowOf('job');
    expect(new Date(due).toISOString()).toMatch(/T03:00:00\.000Z$/);
    expect(due - (started ?? 0)).toBeGreaterThan(0);
    expect(due - (started ?? 0)).toBeLessThanOrEqual(24 * 3_600_000);
    expect(finished).toBeGreaterThanOrEqual(started ?? 0);
    expect(await runDueJobs([job])).toEqual([]);
    expect(job.runs).toBe(1);
  });

  it('keeps the row of the run that took over, when the first run ends late', async () => {
    const second = countedJob('job');
    const first = countedJob('job', async () => {
      await letPass('job', CLAIM_MS);
      await runDueJobs([second]);
      await db().write([sql`update jobs set error = 'of the second run'`]);
    });
    await makeDue('job');
    await runDueJobs([first]);
    expect([first.runs, second.runs]).toEqual([1, 1]);
    expect(await rowOf('job')).toMatchObject({ error: 'of the second run' });
  });
});

describe('a job that is not due', () => {
  it('is not run, and a new job waits for its first time', async () => {
    const job = countedJob('job');
    expect(await runDueJobs([job])).toEqual([]);
    const { due } = await rowOf('job');
    expect(due).toBeGreaterThan(Date.now());
    await db().write([sql`update jobs set due_at = ${Date.now() + 5_000}`]);
    expect(await runDueJobs([job])).toEqual([]);
    expect(job.runs).toBe(0);
  });
});

describe('a job that fails', () => {
  const SECRET = 'correct horse battery';
  const failures: [string, () => unknown, string][] = [
    ['of ours', () => Promise.reject(new AppError('BUSY', {}, new Error(SECRET))), 'BUSY'],
    ['of the program', () => JSON.parse(SECRET), 'SyntaxError'],
    ['that is no error', () => Promise.reject(SECRET), 'Error'],
    [
      'of the database',
      () => db().orm.run(sql`insert into settings (name, value) values (${SECRET}, null)`),
      'SQLITE_CONSTRAINT',
    ],
  ];

  it.each(failures)(
    'with an error %s leaves its kind without a secret, and the other jobs run',
    async (_, work, kind) => {
      const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
      const other = countedJob('other');
      await makeDue('job', 'other');
      const ran = await runDueJobs([countedJob('job', work), other]);
      expect(ran).toEqual([
        { name: 'job', error: expect.stringContaining(kind) },
        { name: 'other', error: null },
      ]);
      expect(other.runs).toBe(1);
      const row = await rowOf('job');
      expect(row).toMatchObject({ error: ran[0]?.error, finished: expect.any(Number) });
      expect(JSON.stringify(row)).not.toContain(SECRET);
      expect(row.due).toBeGreaterThan(Date.now());
      expect(logged.mock.calls).toEqual([['market: the job job failed:', expect.anything()]]);
    },
  );

  it('loses the error with the next run that succeeds', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    await makeDue('job');
    await runDueJobs([countedJob('job', () => Promise.reject(new Error()))]);
    expect(await rowOf('job')).toMatchObject({ error: 'Error' });
    await makeDue('job');
    await runDueJobs([countedJob('job')]);
    expect(await rowOf('job')).toMatchObject({ error: null });
  });
});
