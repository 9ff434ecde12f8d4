/** A moment as part of a file's name: names in their order are moments in theirs. */
export function stamp(moment = new Date()): string {
  return moment.toISOString().replaceAll(/[-:Z]/g, '').replace('T', '-').replace('.', '-');
}
