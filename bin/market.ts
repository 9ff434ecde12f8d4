import { parseArgs } from 'node:util';
import { EnvError, readDatabaseEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { messageFor } from '@/lib/messages';
import { CREDITS } from '@/lib/money';
import { type Command, Refusal } from './command.ts';
import { backup } from './commands/backup.ts';
import { create } from './commands/create.ts';
import { items } from './commands/items.ts';
import { reset } from './commands/reset.ts';
import { users } from './commands/users.ts';
import { verify } from './commands/verify.ts';
import { loadEnvFile } from './env-files.ts';

const COMMANDS: Record<string, Command> = { create, reset, users, items, verify, backup };

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

async function main(): Promise<number> {
  loadEnvFile();
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
