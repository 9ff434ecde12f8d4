/** How often a job runs. A night begins at 03:00 in the time zone of the server. */
export type Schedule = 'minute' | 'night';

const MINUTE_MS = 60_000;
const NIGHT_HOUR = 3;

/**
 * When a job is due next: at the first moment of the next minute, or at the next 03:00. On a day
 * whose clocks skip 03:00, that is the first moment after it.
 * @param after the time of the database's clock; the result is later
 */
export function nextDue(every: Schedule, after: Date): Date {
  if (every === 'minute') {
    return new Date((Math.floor(after.getTime() / MINUTE_MS) + 1) * MINUTE_MS);
  }
  const tonight = nightOf(after, 0);
  return tonight > after ? tonight : nightOf(after, 1);
}

function nightOf(day: Date, daysLater: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + daysLater, NIGHT_HOUR);
}
