import { formatMoment } from '@/lib/dates';
import { type ListedJob, listJobs } from '@/lib/jobs/queries';
import type { Command } from '../command.ts';
import { table } from '../terminal.ts';
import { onDatabase } from './on-database.ts';

export const jobs: Command = {
  help: 'List the jobs that run every minute or every night, and what became of them.',
  run: onDatabase(async () => {
    const all = await listJobs();
    return {
      data: all,
      lines: table(
        ['name', 'every', 'last run', 'took', 'next due'],
        all.map((job) => [
          job.name,
          job.every,
          job.startedAt ? formatMoment(job.startedAt) : 'never',
          outcomeOf(job),
          job.dueAt ? formatMoment(job.dueAt) : 'when a server runs',
        ]),
      ),
    };
  }),
};

/** How long the last run took, or the kind of its error. */
function outcomeOf({ startedAt, finishedAt, error }: ListedJob): string {
  if (!startedAt) return '–';
  if (!finishedAt) return 'not ended';
  if (error) return `failed: ${error}`;
  return `${finishedAt.getTime() - startedAt.getTime()} ms`;
}
