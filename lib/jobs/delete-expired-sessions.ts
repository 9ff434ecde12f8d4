import { lte } from 'drizzle-orm';
import { now } from '@/db/clock';
import { database } from '@/db/database';
import { sessions } from '@/db/schema';
import type { Job } from './job.ts';

/** Deletes sessions that have expired. Nobody can use them; their rows only take space. */
export const deleteExpiredSessions: Job = {
  name: 'delete-expired-sessions',
  every: 'night',
  async run() {
    const { orm, write } = database();
    await write([orm.delete(sessions).where(lte(sessions.expires, now))]);
  },
};
