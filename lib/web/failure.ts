import { type AppError, asAppError, type ErrorCode, rootCause } from '../errors.ts';

/** A page for when the market itself can't go on, and the HTTP status it is served with. */
export type Failure = { status: number; retryAfter?: number };

/** The pages under /status, by name. */
export const FAILURES = {
  unreadable: { status: 400 },
  'not-found': { status: 404 },
  'wrong-method': { status: 405 },
  'too-many-attempts': { status: 429, retryAfter: 900 },
  busy: { status: 503, retryAfter: 5 },
  'many-photos': { status: 503, retryAfter: 5 },
  unavailable: { status: 503, retryAfter: 10 },
  'foreign-form': { status: 403 },
  'too-large': { status: 413 },
  error: { status: 500 },
} as const satisfies Record<string, Failure>;

export type FailureName = keyof typeof FAILURES;

const PAGES: Partial<Record<ErrorCode, FailureName>> = {
  TOO_MANY_ATTEMPTS: 'too-many-attempts',
  BUSY: 'busy',
  DATABASE_BUSY: 'unavailable',
  DATABASE_UNAVAILABLE: 'unavailable',
  FOREIGN_ORIGIN: 'foreign-form',
  UNREADABLE_FORM: 'unreadable',
  MISCONFIGURED: 'error',
};

/** Whether this is told on a page of its own, being nothing that a form could put right. */
export function isFailureOfOurs(error: AppError): boolean {
  return error.code in PAGES;
}

/**
 * The path of the page that tells of this error. What nobody foresaw is logged, once, here: the
 * cause alone, since a database library's message quotes the values of the query.
 */
export function failurePage(error: unknown): string {
  const known = asAppError(error);
  const name = (known && PAGES[known.code]) ?? 'error';
  if (name === 'error' || name === 'unavailable') console.error('market:', rootCause(error));
  const minutes = known?.details.minutes;
  return `/status/${name}${minutes ? `?minutes=${minutes}` : ''}`;
}

/** The failure that a path shows, or null when it is no such path. */
export function failureAt(pathname: string): Failure | null {
  const name = /^\/status\/([a-z-]+)$/.exec(pathname)?.[1];
  return name && Object.hasOwn(FAILURES, name) ? FAILURES[name as FailureName] : null;
}
