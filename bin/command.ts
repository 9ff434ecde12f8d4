import type { Database } from '@/db/client';

/** The options that every command receives. */
export type Options = {
  /** Whether to print data for a program. */
  json: boolean;
  /** Whether to answer yes to every question. */
  yes: boolean;
  /** Whether to take the last restore back. */
  undo: boolean;
};

export type Call = Options & {
  /** The words after the command's name. */
  operands: string[];
  /** The value of DATABASE_URL. */
  url: string;
  authToken: string | undefined;
};

/** The result of a command, twice: `data` for `--json`, `lines` for a reader. */
export type Report = { data: unknown; lines: string[]; exitCode?: number };

/** A command of `npm run market`. */
export type Command = {
  /** The operand, as the help shows it: one word. Absent when the command takes no operand. */
  operand?: string;
  /** Whether the operand may have several words. */
  severalWords?: boolean;
  help: string;
  /** @throws Refusal, AppError */
  run: (call: Call) => Promise<Report>;
};

/** A command refuses to run. The message is a sentence for the operator. */
export class Refusal extends Error {}

/** The command line is wrong. */
export class Misuse extends Refusal {}

/** The work of a command on an open database. */
export type DatabaseWork = (database: Database, call: Call) => Promise<Report>;
