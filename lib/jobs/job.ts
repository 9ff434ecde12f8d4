import type { Schedule } from './schedule.ts';

/**
 * Work that nobody asks for. A run that takes longer than a claim, or whose process is killed, is
 * followed by another run, so two runs must do no more than one.
 */
export type Job = {
  /** The name of its file. The database knows the job by this name. */
  name: string;
  every: Schedule;
  run(): Promise<void>;
};
