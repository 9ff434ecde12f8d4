import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/** Whether the database answers, with its tables in place. */
export async function isDatabaseReady(): Promise<boolean> {
  try {
    await database().orm.run(sql`select 1 from users, items, transfers limit 1`);
    return true;
  } catch {
    return false;
  }
}
