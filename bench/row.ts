import type { TestServer } from '../e2e/support/server.ts';

/** A measured figure. */
export type Figure = {
  what: string;
  /** The value with its unit, as it is printed. */
  seen: string;
  /** A value of the same run for comparison, with its unit. */
  beside?: string;
  target: string;
  met: boolean;
};

export type Options = {
  /** Another running server for comparison, and the cookie for its requests. */
  peer: { url: string; cookie: string } | null;
};

/** One row of the table: its name on the command line, and its measurement. */
export type Row = {
  name: string;
  measure: (start: Start, options: Options) => Promise<Figure[]>;
};

/** Starts a server with its own database. The bench stops the server at the end of the row. */
export type Start = (options?: { databaseUrl?: string }) => Promise<TestServer>;
