import type { Database } from '@/db/client';

/** What every command is told beside its operands. */
export type Options = {
  /** Print data for a program. */
  json: boolean;
  /** Do not ask. */
  yes: boolean;
  /** Take the last restore back. */
  undo: boolean;
};

export type Call = Options & {
  /** What follows the command's name. */
  operands: string[];
  /** The database, as DATABASE_URL names it. */
  url: string;
  authToken: string | undefined;
};

/** The same facts twice: as data for `--json`, and as lines for a reader. */
export type Report = { data: unknown; lines: string[]; exitCode?: number };

/** A command of `npm run market`: its help, its operands, and what it does. */
export type Command = {
  /** What follows its name, as the help shows it; absent when nothing may follow. At most a word. */
  operand?: string;
  help: string;
  /** @throws Refusal, AppError */
  run: (call: Call) => Promise<Report>;
};

/** Why a command does nothing; the message is for whoever gave it. */
export class Refusal extends Error {}

/** Why an order was not understood. */
export class Misuse extends Refusal {}

/** What a command does with an open database. */
export type DatabaseWork = (database: Database, call: Call) => Promise<Report>;
