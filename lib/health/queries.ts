import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/** What can be said of the database: it answers, its tables were never made, or it can't be used. */
export type DatabaseState = 'ready' | 'database not created' | 'database unreachable';

/** Asks the database for its tables. */
export async function getDatabaseState(): Promise<DatabaseState> {
  try {
    await database().orm.run(sql`select 1 from users, items, transfers limit 1`);
    return 'ready';
  } catch (error) {
    return isMissingTable(error) ? 'database not created' : 'database unreachable';
  }
}

function isMissingTable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (/no such table/.test(at.message)) return true;
  }
  return false;
}
