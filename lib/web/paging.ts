import type { Neighbours, Position } from '../paging.ts';
import { parseId } from './paths.ts';

type Query = { before?: string | string[]; after?: string | string[] };

/** The position in a list of ids that a URL names. A query that is no id gives the beginning. */
export function positionOf({ before, after }: Query): Position {
  return { before: parseId(before), after: parseId(after) };
}

/** The path of a list of ids at a position. */
export function pathAt(path: string, { before, after }: Position): string {
  if (after !== undefined) return `${path}?after=${after}`;
  return before === undefined ? path : `${path}?before=${before}`;
}

/** The paths of the previous and the next page of a list, each null when there is no such page. */
export function pagesBeside(path: string, { previous, next }: Neighbours) {
  return {
    previous: previous === null ? null : pathAt(path, { before: previous }),
    next: next === null ? null : pathAt(path, { after: next }),
  };
}
