import { deleteExpiredLoginCodes } from './delete-expired-login-codes.ts';
import { deleteExpiredSessions } from './delete-expired-sessions.ts';
import { deleteOldLoginFailures } from './delete-old-login-failures.ts';
import type { Job } from './job.ts';

/** Every job, in the order in which they run and are shown. */
export const JOBS: readonly Job[] = [
  deleteExpiredSessions,
  deleteOldLoginFailures,
  deleteExpiredLoginCodes,
];
