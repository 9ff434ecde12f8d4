import { type AppError, asAppError, type ErrorCode, rootCause } from '../errors.ts';

/**
 * A failure that has a page: the HTTP status of the page, and the `Retry-After` header in seconds.
 */
export type Failure = { status: number; retryAfter?: number };

/** All failures, by the name of their page under `/status`. */
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

/** Whether an error has a page of its own. Such an error can't be fixed in the form. */
export function hasFailurePage(error: AppError): boolean {
  return error.code in PAGES;
}

/**
 * The path of the page that explains an error. Unexpected errors and database failures are logged
 * here, and only here. The log gets only the innermost cause, because the message of the database
 * library quotes the values of the query.
 */
export function failurePage(error: unknown): string {
  const known = asAppError(error);
  const name = (known && PAGES[known.code]) ?? 'error';
  if (name === 'error' || name === 'unavailable') console.error('market:', rootCause(error));
  const minutes = known?.details.minutes;
  return `/status/${name}${minutes ? `?minutes=${minutes}` : ''}`;
}

/** The failure that the page at a path explains, or null for any other path. */
export function failureAt(pathname: string): Failure | null {
  const name = /^\/status\/([a-z-]+)$/.exec(pathname)?.[1];
  return name && Object.hasOwn(FAILURES, name) ? FAILURES[name as FailureName] : null;
}
