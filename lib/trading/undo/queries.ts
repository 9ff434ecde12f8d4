import { sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { COVERED, IN_TIME, MADE_BY, UNTOUCHED } from './rule.ts';

/** The ids of those transfers that the member can undo now. */
export async function listUndoable(
  memberId: number,
  transferIds: readonly number[],
): Promise<Set<number>> {
  if (transferIds.length === 0) return new Set();
  const ids = sql.join(
    transferIds.map((id) => sql`${id}`),
    sql`, `,
  );
  const rows = await database().orm.all<{ id: number }>(
    sql`select trade.id from transfers as trade join items on items.id = trade.item_id
        where trade.id in (${ids}) and ${MADE_BY} = ${memberId}
          and ${IN_TIME} and ${UNTOUCHED} and ${COVERED}`,
  );
  return new Set(rows.map(({ id }) => id));
}
