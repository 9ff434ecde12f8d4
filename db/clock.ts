import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** The clock of the database, as the default of a column. */
export const databaseTime = sql`(cast(unixepoch('subsec') * 1000 as integer))`;

/** How far `now` is ahead of the clock of the database, in milliseconds. Only tests change it. */
export const clockOffset = { milliseconds: 0 };

/**
 * The time, in milliseconds since 1970, by the clock of the database: an expression for SQL. Every
 * stored time comes from this clock, and is compared with this clock, because several processes
 * share the database and their own clocks differ.
 */
export const now: SQLWrapper = {
  getSQL(): SQL {
    const { milliseconds } = clockOffset;
    return milliseconds === 0
      ? databaseTime
      : sql`(${databaseTime} + ${sql.raw(`${milliseconds}`)})`;
  },
};
