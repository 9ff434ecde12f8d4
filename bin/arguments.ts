import { parseArgs } from 'node:util';
import { type Command, Misuse, type Options } from './command.ts';
import { nearest } from './nearest.ts';
import { MARKET_COMMAND } from './program.ts';

const FLAGS = ['json', 'yes', 'undo', 'help', 'version'] as const;

/** The parsed command line. */
export type Order = {
  flags: Options & { help: boolean; version: boolean };
  /** The command's name; empty without a command. */
  name: string;
  operands: string[];
};

/**
 * Parses the words after the program's name.
 * @throws Misuse for an unknown option, or an option with a value
 */
export function readArguments(words: string[]): Order {
  const { tokens, positionals } = parseArgs({
    args: words,
    strict: false,
    tokens: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(FLAGS.slice(0, 3).map((name) => [name, { type: 'boolean' as const }])),
    },
  });
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value } = token;
    if (!(FLAGS as readonly string[]).includes(name)) throw unknown('option', rawName, OPTIONS);
    if (value !== undefined) throw new Misuse(`The option ${rawName} takes no value.`);
    given.add(name);
  }
  const [name = '', ...operands] = positionals;
  const has = (flag: (typeof FLAGS)[number]) => given.has(flag);
  return {
    flags: {
      json: has('json'),
      yes: has('yes'),
      undo: has('undo'),
      help: has('help'),
      version: has('version'),
    },
    name,
    operands,
  };
}

const OPTIONS = FLAGS.map((name) => `--${name}`);

/**
 * Finds the command that was typed.
 * @throws Misuse for an unknown command, or too many words after the command
 */
export function findCommand(commands: Record<string, Command>, order: Order): Command {
  const { name, operands } = order;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw unknown('command', name, Object.keys(commands));
  const tooMany = operands[command.operand ? 1 : 0];
  if (tooMany !== undefined && !command.severalWords) {
    throw new Misuse(
      command.operand
        ? `The command “${name}” takes ${command.operand} alone, and not “${tooMany}”.`
        : `The command “${name}” takes nothing after it, and not “${tooMany}”.`,
    );
  }
  return command;
}

function unknown(what: string, typed: string, names: string[]): Misuse {
  const meant = nearest(typed, names);
  const guess = meant ? `; did you mean “${meant}”?` : '.';
  return new Misuse(
    `There is no ${what} “${typed}”${guess} ${MARKET_COMMAND} --help lists what there is.`,
  );
}
