const dayAndTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as people say it, in the time zone of the server (`TZ`): “Nov 23, 2026, 7:30 PM”. */
export function formatMoment(moment: Date): string {
  return dayAndTime.format(moment);
}
