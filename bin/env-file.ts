import { readFileSync } from 'node:fs';
import { EnvError } from '@/lib/env';

const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * Adds the variables of the file `.env` in this folder to the environment. A variable that is set
 * already keeps its value.
 * @throws EnvError when the file is not UTF-8 text, or has a line that is not `NAME=value`
 */
export function loadEnvFile(): void {
  let bytes: Buffer;
  try {
    bytes = readFileSync('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new EnvError(`.env can’t be read: ${(error as Error).message}`);
  }
  for (const [name, value] of Object.entries(readEnvFile(bytes))) process.env[name] ??= value;
}

/**
 * Parses a file of lines `NAME=value`. In a value, `$`, `\` and `#` are plain characters. Quotes
 * around a value are removed. `#` at the start of a line, or after a space, begins a comment.
 *
 * Node's `parseEnv` would cut a value at `#`, and Next's loader would replace `$name`.
 * @throws EnvError with one sentence
 */
export function readEnvFile(bytes: Buffer): Record<string, string> {
  if (UTF_16.some(([first, second]) => bytes[0] === first && bytes[1] === second)) {
    throw new EnvError('.env is written in UTF-16: save it as UTF-8.');
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.includes('\0') || text.includes('\uFFFD')) {
    throw new EnvError('.env is no UTF-8 text: save it as UTF-8.');
  }
  const values: Record<string, string> = {};
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const match = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line);
    if (!match) throw new EnvError(`Line ${index + 1} of .env is not of the form NAME=value.`);
    const [, name = '', value = ''] = match;
    values[name] = withoutQuotes(value);
  }
  return values;
}

function withoutQuotes(value: string): string {
  const quoted = /^(["'])(.*?)\1(\s+#.*)?$/.exec(value);
  return quoted ? (quoted[2] ?? '') : value.replace(/(^|\s+)#.*$/, '');
}
