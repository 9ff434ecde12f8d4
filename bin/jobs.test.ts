import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { JOBS } from '../lib/jobs/list.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();

const DUE = Date.UTC(2026, 10, 24, 3);
const BEGUN = Date.UTC(2026, 10, 23, 3, 5);

/** Writes down what became of the first jobs of the list. */
const haveRun = () =>
  here().write(
    sql`insert into jobs (name, due_at, started_at, finished_at, error)
        values (${JOBS[0]?.name}, ${DUE}, ${BEGUN}, ${BEGUN + 12}, null),
          (${JOBS[1]?.name}, ${DUE}, ${BEGUN}, ${BEGUN + 12}, 'DATABASE_BUSY'),
          (${JOBS[2]?.name}, ${DUE}, ${BEGUN}, null, null)`,
  );

/** The cells of a table, of which two blanks or more part the columns. */
const cellsOf = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('jobs', () => {
  beforeEach(() => here().copyBaseDatabase());

  it('lists every job before a server has run, and leaves the table as it is', async () => {
    const { code, stdout, stderr } = await here().market('jobs');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(cellsOf(stdout)).toEqual([
      ['name', 'every', 'last run', 'took', 'next due'],
      ...JOBS.map(({ name, every }) => [name, every, 'never', '–', 'when a server runs']),
    ]);
    expect(await here().count('jobs')).toBe(0);
  });

  it('tells of each job when it last ran, how long or with which error, and when it is due', async () => {
    await haveRun();
    const { stdout } = await here().market('jobs');
    const rows = cellsOf(stdout).slice(1, 4);
    expect(rows.map(([, , lastRun, , due]) => [lastRun, due])).toEqual(
      Array(3).fill(['Nov 23, 2026, 3:05 AM', 'Nov 24, 2026, 3:00 AM']),
    );
    expect(rows.map(([, , , took]) => took)).toEqual([
      '12 ms',
      'failed: DATABASE_BUSY',
      'not ended',
    ]);
  });

  it('prints the same for a program', async () => {
    await haveRun();
    const { stdout } = await here().market('jobs', '--json');
    const listed = JSON.parse(stdout);
    expect(listed).toHaveLength(JOBS.length);
    expect(listed[1]).toEqual({
      name: JOBS[1]?.name,
      every: 'night',
      startedAt: new Date(BEGUN).toISOString(),
      finishedAt: new Date(BEGUN + 12).toISOString(),
      error: 'DATABASE_BUSY',
      dueAt: new Date(DUE).toISOString(),
    });
  });
});
