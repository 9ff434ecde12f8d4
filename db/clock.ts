import { type SQL, sql } from 'drizzle-orm';

// Several processes, on several machines, write to one database. Each has a clock of its own, so every
// time that is stored or compared with a stored time comes from here.

/** The time in milliseconds since 1970, by the database's clock, when a statement runs. */
export const now = sql`(cast(unixepoch('subsec') * 1000 as integer))`;

/** The same time as text, such as “2026-11-22T10:30:00.000Z”. */
export const nowAsText = sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** The time that many milliseconds before `now`. */
export const ago = (milliseconds: number): SQL => sql`(${now} - ${milliseconds})`;

/** The time that many milliseconds after `now`. */
export const fromNow = (milliseconds: number): SQL => sql`(${now} + ${milliseconds})`;
