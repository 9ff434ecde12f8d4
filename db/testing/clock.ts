import { getTableColumns, is, sql } from 'drizzle-orm';
import { SQLiteTable, SQLiteTimestamp } from 'drizzle-orm/sqlite-core';
import type { Database } from '../client.ts';
import * as schema from '../schema.ts';

/**
 * Makes it later for one database, or earlier when the number is negative. The clock itself goes on as
 * it is, and every stored time becomes older by that much instead. So defaults of columns, triggers,
 * kept statements and other processes all see the same time, and the market needs no code for tests.
 * Triggers rest meanwhile, because one of them refuses every change of a transfer.
 */
export async function moveClock({ orm, write }: Database, milliseconds: number): Promise<void> {
  const triggers = await orm.all<{ name: string; sql: string }>(
    sql`select name, sql from sqlite_master where type = 'trigger' order by rowid`,
  );
  await write([
    ...triggers.map(({ name }) => sql`drop trigger ${sql.identifier(name)}`),
    ...timesOfTables().map(({ table, times }) => {
      const older = times.map((time) => sql`${time} = ${time} - ${milliseconds}`);
      return sql`update ${table} set ${sql.join(older, sql`, `)}`;
    }),
    ...triggers.map((trigger) => sql.raw(trigger.sql)),
  ]);
}

/** The tables that store times, each with the columns that hold them. */
function timesOfTables() {
  return Object.values(schema)
    .filter((table) => is(table, SQLiteTable))
    .map((table) => ({
      table,
      times: Object.values(getTableColumns(table))
        .filter((column) => is(column, SQLiteTimestamp))
        .map(({ name }) => sql.identifier(name)),
    }))
    .filter(({ times }) => times.length > 0);
}
