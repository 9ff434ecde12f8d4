import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '@/db/backup';
import { type Database, openDatabase } from '@/db/client';
import { setDatabase } from '@/db/database';
import { demoCatalogue } from '@/db/demo-catalogue';
import { isUpToDate, openMigratedDatabase, recreateTables } from '@/db/migrate';
import { EnvError, readDatabaseEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { stockNewMarket } from '@/lib/items/mutations';
import { listItems } from '@/lib/items/queries';
import { auditLedger } from '@/lib/ledger/queries';
import { messageFor } from '@/lib/messages';
import { CREDITS, formatCredits, inCredits } from '@/lib/money';
import { listMembers } from '@/lib/users/queries';
import { loadEnvFiles } from './env-files.ts';
import { confirm, table } from './terminal.ts';

type Options = { json: boolean; yes: boolean };

type Call = Options & {
  /** What follows the command's name. */
  operands: string[];
  url: string;
  authToken: string | undefined;
};

/** A command: its help, and what it does. Gives what to print, and what to end with. */
type Command = { operand?: string; help: string; run: (call: Call) => Promise<Report> };

/** The same facts twice: as data for `--json`, and as lines for a reader. */
type Report = { data: unknown; lines: string[]; exitCode?: number };

/** Why a command does not do it; the message is for who gave it. */
class Refusal extends Error {}

const COMMANDS: Record<string, Command> = {
  create: {
    help: 'Create the database, or bring it up to date. Stocks the demo catalogue the first time.',
    run: onDatabase(create),
  },
  reset: {
    help: 'Delete everything, then create the database anew. Asks first, unless --yes.',
    run: onDatabase(reset),
  },
  users: { help: 'List the members.', run: onDatabase(users) },
  items: { help: 'List the items.', run: onDatabase(items) },
  verify: {
    help: 'Check every money rule over the whole database. Exit code 1 on any difference.',
    run: onDatabase(verify),
  },
  backup: {
    operand: '<file>',
    help: 'Copy the database into a new file, while the market runs, and verify the copy.',
    run: backup,
  },
};

const USAGE = `Usage: npm run market -- <command> [--json]

Commands:
${Object.entries(COMMANDS)
  .map(([name, { operand = '', help }]) => `  ${`${name} ${operand}`.padEnd(14)} ${help}`)
  .join('\n')}

Options:
  --json         Print data for a program instead of lines for a reader.
  --yes          Answer yes to the question of reset.
  --help         Print this.

The database is the one that DATABASE_URL names; without it, file:data/market.db.`;

/** Runs a command on the database, created and up to date. */
function onDatabase(
  run: (database: Database, options: Options) => Promise<Report>,
): Command['run'] {
  return async ({ url, authToken, ...options }) => {
    const database = await openMigratedDatabase({ url, authToken, checkpoints: false });
    setDatabase(database);
    try {
      return await run(database, options);
    } finally {
      database.close();
    }
  };
}

async function create(): Promise<Report> {
  const stocked = await stockNewMarket(demoCatalogue);
  return {
    data: { stocked: stocked ? demoCatalogue.length : 0 },
    lines: [
      stocked
        ? `The market is ready, with ${demoCatalogue.length} demo items for sale.`
        : 'The market is ready.',
    ],
  };
}

async function reset(database: Database, { yes, json }: Options): Promise<Report> {
  if (!yes && !(await confirm('Delete all members, items and transfers? Type yes: '))) {
    return { data: { reset: false }, lines: ['Nothing has been deleted.'], exitCode: 1 };
  }
  await recreateTables(database);
  const { lines } = await create();
  return { data: { reset: true }, lines: json ? [] : ['Everything has been deleted.', ...lines] };
}

async function users(): Promise<Report> {
  const members = await listMembers();
  return {
    data: members,
    lines: table(
      ['id', 'username', 'email', 'budget', 'since'],
      members.map(({ id, username, email, budget, createdAt }) => [
        String(id),
        username,
        email,
        formatCredits(budget),
        createdAt.toISOString().slice(0, 10),
      ]),
    ),
  };
}

async function items(): Promise<Report> {
  const all = await listItems();
  return {
    data: all,
    lines: table(
      ['id', 'name', 'price', 'barcode', 'owner'],
      all.map(({ id, name, price, barcode, ownerName }) => [
        String(id),
        name,
        formatCredits(price),
        barcode,
        ownerName ?? 'the market',
      ]),
    ),
  };
}

async function verify(): Promise<Report> {
  const audit = await auditLedger();
  const { members, items: stock, transfers, budgets, market, differences } = audit;
  return {
    data: audit,
    exitCode: differences.length ? 1 : 0,
    lines: [
      `${members} members, ${stock} items, ${transfers} transfers.`,
      `Members have ${inCredits(budgets, CREDITS)}; the market’s account stands at ${formatCredits(market)}; the sum is ${formatCredits(budgets + market)}.`,
      ...differences.map(({ rule, what }) => `WRONG: ${rule} But ${what}.`),
      differences.length ? `${differences.length} differences found.` : 'Every money rule holds.',
    ],
  };
}

async function backup({ url, operands: [wanted] }: Call): Promise<Report> {
  if (!wanted) throw new Refusal('Say where to: npm run market -- backup <file>');
  if (!url.startsWith('file:')) {
    throw new Refusal(
      'The database is on a libSQL server, which is no file to copy: take its backup there.',
    );
  }
  const file = resolve(wanted);
  try {
    await backUp(url, file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') throw new Refusal(`${file} is there already, and is left as it is.`);
    if (code === 'ENOENT') throw new Refusal(`There is no folder for ${file}.`);
    throw error;
  }
  const copy = openDatabase({ url: `file:${file.replaceAll('%', '%25')}`, mode: 'ro' });
  try {
    setDatabase(copy);
    const bytes = statSync(file).size;
    const written = `Copied the database to ${file}, ${Math.ceil(bytes / 1_000)} kB.`;
    if (!(await isUpToDate(copy))) {
      const unverified = 'It is of an earlier version, whose money rules can’t be checked here.';
      return { data: { file, bytes, verified: false }, lines: [written, unverified] };
    }
    const { data, lines, exitCode = 0 } = await verify();
    return {
      data: { file, bytes, verified: true, ...(data as object) },
      lines: [written, 'What is in the copy:', ...lines],
      exitCode,
    };
  } finally {
    copy.close();
  }
}

async function main(): Promise<number> {
  loadEnvFiles();
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name = '', ...operands] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (values.help || !command) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = readDatabaseEnv(process.env);
  const { data, lines, exitCode = 0 } = await command.run({ ...values, operands, url, authToken });
  console.log(values.json ? JSON.stringify(data, null, 2) : lines.join('\n'));
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = asAppError(error);
  if (known)
    console.error(
      messageFor(known, CREDITS),
      known.cause instanceof Error ? known.cause.message : '',
    );
  else if (
    error instanceof EnvError ||
    error instanceof Refusal ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  ) {
    console.error((error as Error).message);
  } else throw error;
  process.exitCode = 1;
}
