import { EnvError, readDatabaseEnv } from '@/lib/env';
import { asAppError } from '@/lib/errors';
import { VERSION } from '@/lib/version';
import { findCommand, readArguments } from './arguments.ts';
import { type Command, Misuse, Refusal } from './command.ts';
import { backup } from './commands/backup.ts';
import { create } from './commands/create.ts';
import { items } from './commands/items.ts';
import { jobs } from './commands/jobs.ts';
import { password } from './commands/password.ts';
import { reset } from './commands/reset.ts';
import { restore } from './commands/restore.ts';
import { users } from './commands/users.ts';
import { verify } from './commands/verify.ts';
import { loadEnvFile } from './env-file.ts';
import { MARKET_COMMAND } from './program.ts';
import { sentenceOf } from './sentence.ts';

// Only the owner may read the files that a command creates.
process.umask(0o077);

const COMMANDS: Record<string, Command> = {
  create,
  reset,
  users,
  items,
  jobs,
  verify,
  backup,
  restore,
  password,
};

const USAGE = `Usage: ${MARKET_COMMAND} <command> [--json]

Commands:
${Object.entries(COMMANDS)
  .map(([name, { operand = '', help }]) => `  ${`${name} ${operand}`.padEnd(15)} ${help}`)
  .join('\n')}

Options:
  --json         Print data for a program instead of lines for a reader.
  --yes          Answer yes to the question of reset or restore.
  --undo         With restore: take the last restore back.
  --version      Print the version.
  --help         Print this.

The database is the one that DATABASE_URL names; without it, file:data/market.db.`;

async function main(): Promise<number> {
  loadEnvFile();
  const order = readArguments(process.argv.slice(2));
  const { flags, name, operands } = order;
  if (flags.version) {
    console.log(VERSION);
    return 0;
  }
  if (flags.help || !name) {
    console.log(USAGE);
    return flags.help ? 0 : 2;
  }
  const command = findCommand(COMMANDS, order);
  const { DATABASE_URL: url, DATABASE_AUTH_TOKEN: authToken } = readDatabaseEnv(process.env);
  const { data, lines, exitCode = 0 } = await command.run({ ...flags, operands, url, authToken });
  console.log(flags.json ? JSON.stringify(data, null, 2) : lines.join('\n'));
  return exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isForeseen = asAppError(error) || error instanceof EnvError || error instanceof Refusal;
  if (!isForeseen) throw error;
  console.error(sentenceOf(error));
  process.exitCode = error instanceof Misuse ? 2 : 1;
}
