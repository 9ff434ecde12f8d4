import { and, eq, lte, sql } from 'drizzle-orm';
import { fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { jobs } from '@/db/schema';
import { asAppError, rootCause } from '../errors.ts';
import type { Job } from './job.ts';
import { JOBS } from './list.ts';
import { nextDue } from './schedule.ts';

/** For how long a run keeps other processes from the job. A killed run is repeated after that. */
export const CLAIM_MS = 15 * 60_000;

/** A job that has run, and the kind of the error that ended the run, or null. */
export type JobRun = { name: string; error: string | null };

/**
 * Runs every job that is due, one after the other. Each job is run by one process, however many
 * processes call this at once. A job that fails is logged, and does not stop the other jobs.
 * @returns the jobs that this process has run
 * @throws AppError DATABASE_UNAVAILABLE, DATABASE_BUSY; the jobs that are left stay due
 */
export async function runDueJobs(list: readonly Job[] = JOBS): Promise<JobRun[]> {
  const time = await databaseTime();
  const dueAt = await dueTimes(list, time);
  const ran: JobRun[] = [];
  for (const job of list) {
    if ((dueAt.get(job.name) ?? time) > time) continue;
    const startedAt = await claim(job);
    if (startedAt !== null) ran.push(await run(job, startedAt));
  }
  return ran;
}

async function databaseTime(): Promise<Date> {
  const { time } = await database().orm.get<{ time: number }>(sql`select ${now} as time`);
  return new Date(time);
}

/** When each job is due. A job without a row gets its row, and waits for its first time. */
async function dueTimes(list: readonly Job[], time: Date): Promise<Map<string, Date>> {
  const { orm, write } = database();
  const rows = await orm.select({ name: jobs.name, dueAt: jobs.dueAt }).from(jobs);
  const dueAt = new Map(rows.map((row) => [row.name, row.dueAt]));
  const missing = list
    .filter(({ name }) => !dueAt.has(name))
    .map(({ name, every }) => ({ name, dueAt: nextDue(every, time) }));
  if (missing.length > 0) await write([orm.insert(jobs).values(missing).onConflictDoNothing()]);
  for (const row of missing) dueAt.set(row.name, row.dueAt);
  return dueAt;
}

/**
 * Claims a job for this process: the first of several processes moves the due time, so the others
 * find the job not due.
 * @returns when the run began, by which the run is known; null when the job is not due
 */
async function claim({ name }: Job): Promise<number | null> {
  const { orm, write } = database();
  const [claimed] = await write([
    orm
      .update(jobs)
      .set({ dueAt: fromNow(CLAIM_MS), startedAt: now, finishedAt: null, error: null })
      .where(and(eq(jobs.name, name), lte(jobs.dueAt, now)))
      .returning({ startedAt: jobs.startedAt }),
  ]);
  const row = claimed?.rows[0];
  return row ? Number(row.started_at) : null;
}

async function run(job: Job, startedAt: number): Promise<JobRun> {
  const { name, every } = job;
  let error: string | null = null;
  try {
    await job.run();
  } catch (failure) {
    console.error(`market: the job ${name} failed:`, rootCause(failure));
    error = kindOf(failure);
  }
  const dueAt = nextDue(every, new Date(startedAt));
  const { orm, write } = database();
  await write([
    orm
      .update(jobs)
      .set({ dueAt, finishedAt: now, error })
      // A run that has outlived its claim leaves the row to the run that came after it.
      .where(and(eq(jobs.name, name), sql`${jobs.startedAt} = ${startedAt}`)),
  ]);
  return { name, error };
}

// A message may hold a value of a query, or an address with a token, so the message is only logged.
function kindOf(error: unknown): string {
  const cause = rootCause(error);
  if (!(cause instanceof Error)) return 'Error';
  const code = asAppError(error)?.code ?? ('code' in cause ? String(cause.code) : '');
  return (code || cause.name).slice(0, 100);
}
