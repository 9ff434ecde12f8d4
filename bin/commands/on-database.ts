import { collectClosedConnections } from '@/db/closed-connections';
import { setDatabase } from '@/db/database';
import { openExistingDatabase } from '@/db/existing';
import { fileOf } from '@/db/file-url';
import type { Command, DatabaseWork } from '../command.ts';

/**
 * Runs a command on the database that is there, beside the server or without it. It is neither made
 * nor brought up to date, and nothing of SQLite's own is left beside it.
 * @param writes true for a command that changes something
 * @throws AppError DATABASE_MISSING, NOT_A_MARKET, DATABASE_IS_OLDER, DATABASE_IS_NEWER, FOREIGN_LOG
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
