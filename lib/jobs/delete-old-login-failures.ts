import { lt } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { loginFailures } from '@/db/schema';
import type { Job } from './job.ts';

/** Deletes counts of failed logins whose window has ended. They limit nobody any more. */
export const deleteOldLoginFailures: Job = {
  name: 'delete-old-login-failures',
  every: 'night',
  async run() {
    const { orm, write } = database();
    await write([orm.delete(loginFailures).where(lt(loginFailures.windowEndsAt, now))]);
  },
};
