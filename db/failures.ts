import { AppError, asAppError } from '../lib/errors.ts';

/** Whether another connection holds the lock. The query has changed nothing. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** Whether the connection was closed before the query ran. The query has changed nothing. */
export function isClosed(error: unknown): boolean {
  return codeOf(error) === 'CLIENT_CLOSED';
}

/**
 * Whether the connection was opened when the file was read-only, or belongs to a file that has been
 * replaced. The query has changed nothing, and a new connection may succeed.
 */
export function isOutdated(error: unknown): boolean {
  return /^SQLITE_READONLY/.test(codeOf(error));
}

const UNREACHABLE =
  /^(SQLITE_(CANTOPEN|IOERR|FULL|NOTADB|CORRUPT|READONLY|PERM|AUTH|NOMEM)|SERVER_ERROR|HRANA_|UNKNOWN|PROTOCOL_VERSION_ERROR|ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|UND_ERR)/;

// Messages of errors that have no code.
const NOT_CONNECTED = /^(fetch failed$|ConnectionFailed\()/;

/**
 * Whether the database can't be used now: an error of the disk, the file, the network or the
 * server.
 */
export function isUnavailable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (UNREACHABLE.test(codeOf(at)) || NOT_CONNECTED.test(at.message)) return true;
  }
  return false;
}

/** SQLite's message about a damaged file, or null for any other error. */
export function corruptionIn(error: unknown): string | null {
  let message: string | null = null;
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(at))) message = at.message;
  }
  return message;
}

/**
 * The name of the constraint or trigger that refused a write (`users.username_key`,
 * `INSUFFICIENT_BUDGET`), or null for any other error.
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

/**
 * Turns a driver's error into AppError DATABASE_UNAVAILABLE when the database can't be used. Any
 * other error is returned unchanged.
 */
export function translate(error: unknown): unknown {
  if (asAppError(error)) return error;
  return isUnavailable(error) ? new AppError('DATABASE_UNAVAILABLE', {}, error) : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
