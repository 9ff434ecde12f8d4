import { runDueJobs } from '@/lib/jobs/run';
import { sentenceOf } from './sentence.ts';

/** How often a server looks for jobs that are due. */
const ROUND_INTERVAL_MS = 60_000;

/**
 * Runs the jobs that are due, now and then every minute. The timer keeps no process alive. When
 * rounds fail, for instance because the database is away, the first failure is logged, and the next
 * minute tries again.
 *
 * @param round runs what is due
 * @param interval milliseconds between two rounds; a round that takes longer delays the next round
 * @returns `stop`, which begins no more rounds and waits for the round that is under way
 */
export function startJobTimer(
  round: () => Promise<unknown> = runDueJobs,
  interval = ROUND_INTERVAL_MS,
): { stop(): Promise<void> } {
  let underWay: Promise<void> | null = null;
  let failing = false;

  async function runRound(): Promise<void> {
    try {
      await round();
      failing = false;
    } catch (error) {
      if (!failing) console.error(`market: no job can run now: ${sentenceOf(error)}`);
      failing = true;
    }
    underWay = null;
  }

  function begin(): void {
    underWay ??= runRound();
  }

  begin();
  const timer = setInterval(begin, interval);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
