import { setDatabase } from '@/db/database';
import { openMigratedDatabase } from '@/db/migrate';
import type { Command, DatabaseWork } from '../command.ts';

/** Runs a command on the database, created and up to date. */
export function onDatabase(work: DatabaseWork): Command['run'] {
  return async (call) => {
    const { url, authToken } = call;
    const database = await openMigratedDatabase({ url, authToken, checkpoints: false });
    setDatabase(database);
    try {
      return await work(database, call);
    } finally {
      database.close();
    }
  };
}
