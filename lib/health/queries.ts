import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/** The state of the database: it answers, its tables are missing, or it does not answer. */
export type DatabaseState = 'ready' | 'database not created' | 'database unreachable';

/** Reads from the main tables to find out the state of the database. Never throws. */
export async function getDatabaseState(): Promise<DatabaseState> {
  try {
    await database().orm.run(sql`select 1 from users, items, transfers limit 1`);
    return 'ready';
  } catch (error) {
    return isMissingTable(error) ? 'database not created' : 'database unreachable';
  }
}

function isMissingTable(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (/no such table/.test(cause.message)) return true;
  }
  return false;
}
