/** 24 hours, in milliseconds. */
export const DAY_MS = 24 * 60 * 60_000;

// In the time zone of the server (`TZ`): a market and its members are in one place.
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' });
const dayAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const monthOfYear = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' });

/** The day of a moment, such as “Nov 23, 2026”. */
export function formatDay(moment: Date): string {
  return day.format(moment);
}

/** The day and time of a moment, such as “Nov 23, 2026, 7:30 PM”. */
export function formatMoment(moment: Date): string {
  return dayAndTime.format(moment);
}

/** A month of a year as URLs write it, such as “2026-11”. */
export type Month = `${string}-${string}`;

/** The month that a moment is in. */
export function monthOf(at: Date): Month {
  return `${String(at.getFullYear()).padStart(4, '0')}-${String(at.getMonth() + 1).padStart(2, '0')}`;
}

/** The month that a URL names, from 2000-01 to 2999-12, or null when the text is no such month. */
export function asMonth(text: unknown): Month | null {
  return typeof text === 'string' && /^2\d{3}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null;
}

/** The first moment of a month (`start`) and the first moment of the next month (`end`). */
export function boundsOf(month: Month): { start: Date; end: Date } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return { start: new Date(year, number - 1, 1), end: new Date(year, number, 1) };
}

/** All months from the month of `from` to the month of `to`, newest first. */
export function monthsBetween(from: Date, to: Date): Month[] {
  const months: Month[] = [];
  for (
    let at = new Date(to.getFullYear(), to.getMonth(), 1);
    at.getTime() >= new Date(from.getFullYear(), from.getMonth(), 1).getTime();
    at = new Date(at.getFullYear(), at.getMonth() - 1, 1)
  ) {
    months.push(monthOf(at));
  }
  return months;
}

/** A month for people, such as “November 2026”. */
export function formatMonth(month: Month): string {
  return monthOfYear.format(boundsOf(month).start);
}
