import type { TestServer } from '../e2e/support/server.ts';

/** A figure as it was seen. */
export type Figure = {
  what: string;
  /** With its unit, as it is printed. */
  seen: string;
  /** The floor or peer of the same run, with its unit. */
  beside?: string;
  target: string;
  met: boolean;
};

export type Options = {
  /** Another running server to put beside ours, and the cookie to ask it with. */
  peer: { url: string; cookie: string } | null;
};

/** One row of the table: what it is called on the command line, and how it is measured. */
export type Row = {
  name: string;
  measure: (start: Start, options: Options) => Promise<Figure[]>;
};

/** Starts a server with a database of its own; it is stopped when the row is done. */
export type Start = (options?: { databaseUrl?: string }) => Promise<TestServer>;
