/** A time as part of a file name, `YYYYMMDD-HHMMSS-mmm` in UTC. Names sort in the order of time. */
export function stamp(moment = new Date()): string {
  return moment.toISOString().replaceAll(/[-:Z]/g, '').replace('T', '-').replace('.', '-');
}
