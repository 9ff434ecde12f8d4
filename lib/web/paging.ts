import type { Neighbours, Position } from '@/lib/paging';

type Query = { before?: string | string[]; after?: string | string[] };

/** Where a list of ids starts, as the page's URL says it; what can't be read is the beginning. */
export function positionOf({ before, after }: Query): Position {
  return { before: idOf(before), after: idOf(after) };
}

/** The path of a list of ids at a position. */
export function pathAt(path: string, { before, after }: Position): string {
  if (after !== undefined) return `${path}?after=${after}`;
  return before === undefined ? path : `${path}?before=${before}`;
}

/** The paths of the pages beside one, or null. */
export function pagesBeside(path: string, { previous, next }: Neighbours) {
  return {
    previous: previous === null ? null : pathAt(path, { before: previous }),
    next: next === null ? null : pathAt(path, { after: next }),
  };
}

/** An id as it stands in a URL, or undefined. */
export function idOf(text: string | string[] | undefined): number | undefined {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
