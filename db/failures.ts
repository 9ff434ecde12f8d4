import { AppError, asAppError } from '../lib/errors.ts';

/** Another connection holds the lock: nothing was done. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** The connection was closed before the query could use it: nothing was done. */
export function isClosed(error: unknown): boolean {
  return codeOf(error) === 'CLIENT_CLOSED';
}

/**
 * The connection is of a time when the file could only be read, or of a file that is no longer in
 * its place: nothing was done, and another connection may do better.
 */
export function isOutdated(error: unknown): boolean {
  return /^SQLITE_READONLY/.test(codeOf(error));
}

const UNREACHABLE =
  /^(SQLITE_(CANTOPEN|IOERR|FULL|NOTADB|CORRUPT|READONLY|PERM|AUTH|NOMEM)|SERVER_ERROR|HRANA_|UNKNOWN|PROTOCOL_VERSION_ERROR|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|UND_ERR)/;

// Of the errors that come without a code.
const NOT_CONNECTED = /^(fetch failed$|ConnectionFailed\()/;

/** The database itself cannot be used now: disk, file, network or server. */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (UNREACHABLE.test(codeOf(at)) || NOT_CONNECTED.test(at.message)) return true;
  }
  return false;
}

/** What SQLite says of a file whose content can't be right, or null when the error is another. */
export function corruptionIn(error: unknown): string | null {
  let said: string | null = null;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(at))) said = at.message;
  }
  return said;
}

/**
 * The constraint or trigger that refused a write, as the database names it
 * (`users.username_key`, `INSUFFICIENT_BUDGET`), or null when the error is something else.
 */
export function refusedBy(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    const match =
      /.*(?:SQLITE_CONSTRAINT\w*|SQLite error): (?:\w+ constraint failed: )?([\w.]+)/.exec(
        at.message,
      );
    if (match?.[1]) return match[1];
  }
  return null;
}

/** What `db` throws in place of a driver's error: an AppError when the caller can't help it. */
export function translate(error: unknown): unknown {
  if (asAppError(error)) return error;
  return isUnavailable(error) ? new AppError('DATABASE_UNAVAILABLE', {}, error) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
