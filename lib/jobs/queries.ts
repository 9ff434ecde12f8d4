import { database } from '@/db/database';
import { jobs } from '@/db/schema';
import { JOBS } from './list.ts';
import type { Schedule } from './schedule.ts';

/** A job of the list, as the database knows it. */
export type ListedJob = {
  name: string;
  every: Schedule;
  /** When its last run began; null = no run has begun yet. */
  startedAt: Date | null;
  /** When its last run ended; null = it has not, or its process was killed. */
  finishedAt: Date | null;
  /** The kind of the error that ended the last run; null = the run succeeded. */
  error: string | null;
  /** When it runs next, or during a run, when it is repeated at the latest; null = not known yet. */
  dueAt: Date | null;
};

/** Every job of the list, in its order. */
export async function listJobs(): Promise<ListedJob[]> {
  const rows = await database().orm.select().from(jobs);
  const known = new Map(rows.map((row) => [row.name, row]));
  return JOBS.map(({ name, every }) => {
    const { startedAt, finishedAt, error, dueAt } = known.get(name) ?? UNKNOWN;
    return { name, every, startedAt, finishedAt, error, dueAt };
  });
}

const UNKNOWN = { startedAt: null, finishedAt: null, error: null, dueAt: null };
