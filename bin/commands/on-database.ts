import { collectClosedConnections } from '@/db/closed-connections';
import { setDatabase } from '@/db/database';
import { openExistingDatabase } from '@/db/existing';
import { fileOf } from '@/db/file-url';
import type { Command, DatabaseWork } from '../command.ts';

/**
 * Makes a command of work on an existing database. A server may run at the same time. The command
 * does not create or update the database, and leaves no file of SQLite's beside it.
 * @param work runs while the database is open
 * @param writes true for a command that changes data
 * @returns a function that throws the errors of `openExistingDatabase`
 */
export function onDatabase(work: DatabaseWork, writes = false): Command['run'] {
  return async (call) => {
    const { url, authToken } = call;
    const database = await openExistingDatabase({ url, authToken, writes });
    setDatabase(database);
    try {
      return await work(database, call);
    } finally {
      database.close();
      await collectClosedConnections(fileOf(url));
    }
  };
}
