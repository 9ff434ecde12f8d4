/** All errors that a user gets a sentence for. `messageFor` makes the sentence. */
export type ErrorCode =
  | 'ITEM_NOT_FOUND'
  | 'ITEM_TAKEN'
  | 'ITEM_NOT_OFFERED'
  | 'ITEM_ALREADY_YOURS'
  | 'NOT_YOUR_ITEM'
  | 'NOT_YOURS_TO_EDIT'
  | 'UNKNOWN_CATEGORY'
  | 'TOO_MANY_ADDED'
  | 'TOO_MANY_EDITED'
  | 'NO_PHOTO'
  | 'TOO_MANY_PHOTOS'
  | 'PHOTO_NOT_FOUND'
  | 'PHOTO_TOO_LARGE'
  | 'PHOTO_TOO_MANY_PIXELS'
  | 'PHOTO_WRONG_TYPE'
  | 'PHOTO_HEIC'
  | 'PHOTO_MOVES'
  | 'PHOTO_UNREADABLE'
  | 'PHOTOS_BUSY'
  | 'NEVER_SOLD_BY_MARKET'
  | 'INSUFFICIENT_BUDGET'
  | 'PRICE_CHANGED'
  | 'KEY_REUSED'
  | 'TOO_MANY_STARS'
  | 'NOTHING_TO_UNDO'
  | 'TOO_LATE_TO_UNDO'
  | 'CHANGED_SINCE'
  | 'CREDITS_ARE_SPENT'
  | 'USERNAME_TAKEN'
  | 'EMAIL_TAKEN'
  | 'USERNAME_AND_EMAIL_TAKEN'
  | 'WRONG_CREDENTIALS'
  | 'WRONG_PASSWORD'
  | 'WRONG_LOGIN_CODE'
  | 'MEMBER_NOT_FOUND'
  | 'TOO_MANY_ATTEMPTS'
  | 'FOREIGN_ORIGIN'
  | 'UNREADABLE_FORM'
  | 'BUSY'
  | 'DATABASE_BUSY'
  | 'DATABASE_UNAVAILABLE'
  | 'DATABASE_IN_USE'
  | 'DATABASE_MISSING'
  | 'NOT_A_MARKET'
  | 'DATABASE_IS_OLDER'
  | 'DATABASE_IS_NEWER'
  | 'FOREIGN_LOG'
  | 'MIGRATIONS_MISSING'
  | 'MISCONFIGURED';

/** Facts for the sentence, such as the name of an item. Never put a secret here. */
export type ErrorDetails = Record<string, string | number>;

/** An expected error with a code. Every other thrown error is a defect. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Finds the AppError in an error or in its chain of causes. Null = there is no AppError. */
export function asAppError(error: unknown): AppError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isAppError(cause)) return cause;
  }
  return null;
}

// `instanceof` would fail: pages and routes are separate bundles, and each has its own class.
function isAppError(error: Error): error is AppError {
  return error.name === 'AppError' && 'code' in error;
}

/**
 * The error at the end of the chain of causes. Logs hold this error alone: the message of an error
 * around it may quote the values of a query.
 */
export function rootCause(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootCause(error.cause) : error;
}
