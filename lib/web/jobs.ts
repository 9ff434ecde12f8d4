import { after } from 'next/server';
import { env } from '../env.ts';
import { rootCause } from '../errors.ts';
import { runDueJobs } from '../jobs/run.ts';

/** How often, in milliseconds, the requests of one process look for jobs that are due. */
const LOOK_INTERVAL_MS = 60_000;

let lookedAt = Number.NEGATIVE_INFINITY;

/**
 * On Vercel, has the jobs that are due run after this page was answered: no process stays there to
 * run them, and its cron may come once a day. Elsewhere the server has a timer (`bin/job-timer.ts`).
 */
export function runDueJobsAfterAnswer(): void {
  if (!env().VERCEL) return;
  const time = performance.now();
  if (time - lookedAt < LOOK_INTERVAL_MS) return;
  lookedAt = time;
  after(async () => {
    try {
      await runDueJobs();
    } catch (error) {
      console.error('market: no job can run now:', rootCause(error));
    }
  });
}
