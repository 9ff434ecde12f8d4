import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { Database } from '@/db/client';
import { setDatabase } from '@/db/database';
import { demoCatalogue } from '@/db/demo-catalogue';
import { openMigratedDatabase, recreateTables } from '@/db/migrate';
import { EnvError, readDatabaseEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { stockNewMarket } from '@/lib/items/mutations';
import { listItems } from '@/lib/items/queries';
import { auditLedger } from '@/lib/ledger/queries';
import { messageFor } from '@/lib/messages';
import { formatCredits, inCredits } from '@/lib/money';
import { listMembers } from '@/lib/users/queries';
import { loadEnvFiles } from './env-files.ts';

type Options = { json: boolean; yes: boolean };

/** A command: its help, and what it does. Gives what to print, and what to end with. */
type Command = {
  help: string;
  run: (database: Database, options: Options) => Promise<Report>;
};

/** The same facts twice: as data for `--json`, and as lines for a reader. */
type Report = { data: unknown; lines: string[]; exitCode?: number };

const COMMANDS: Record<string, Command> = {
  create: {
    help: 'Create the database, or bring it up to date. Stocks the demo catalogue the first time.',
    run: create,
  },
  reset: {
    help: 'Delete everything, then create the database anew. Asks first, unless --yes.',
    run: reset,
  },
  users: { help: 'List the members.', run: users },
  items: { help: 'List the items.', run: items },
  verify: {
    help: 'Check every money rule over the whole database. Exit code 1 on any difference.',
    run: verify,
  },
};

const USAGE = `Usage: npm run market -- <command> [--json]

Commands:
${Object.entries(COMMANDS)
  .map(([name, { help }]) => `  ${name.padEnd(8)} ${help}`)
  .join('\n')}

Options:
  --json   Print data for a program instead of lines for a reader.
  --yes    Answer yes to the question of reset.
  --help   Print this.

The database is the one that DATABASE_URL names; without it, file:data/market.db.`;

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
      `Members have ${inCredits(budgets)}; the market’s account stands at ${formatCredits(market)}; the sum is ${formatCredits(budgets + market)}.`,
      ...differences.map(({ rule, what }) => `WRONG: ${rule} But ${what}.`),
      differences.length ? `${differences.length} differences found.` : 'Every money rule holds.',
    ],
  };
}

async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question).then(resolve, () => resolve(''));
  });
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
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
  const [name = ''] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (values.help || !command) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const env = readDatabaseEnv(process.env);
  const database = await openMigratedDatabase({
    url: env.DATABASE_URL,
    authToken: env.DATABASE_AUTH_TOKEN,
    checkpoints: false,
  });
  setDatabase(database);
  try {
    const { data, lines, exitCode = 0 } = await command.run(database, values);
    console.log(values.json ? JSON.stringify(data, null, 2) : lines.join('\n'));
    return exitCode;
  } finally {
    database.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = asAppError(error);
  if (known)
    console.error(messageFor(known), known.cause instanceof Error ? known.cause.message : '');
  else if (
    error instanceof EnvError ||
    (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
  ) {
    console.error((error as Error).message);
  } else throw error;
  process.exitCode = 1;
}
