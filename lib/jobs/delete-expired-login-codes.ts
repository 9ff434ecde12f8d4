import { lte } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { loginCodes } from '@/db/schema';
import type { Job } from './job.ts';

/** Deletes login codes that have expired. They set no password any more. */
export const deleteExpiredLoginCodes: Job = {
  name: 'delete-expired-login-codes',
  every: 'night',
  async run() {
    const { orm, write } = database();
    await write([orm.delete(loginCodes).where(lte(loginCodes.expiresAt, now))]);
  },
};
