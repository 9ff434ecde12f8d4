import { readFileSync } from 'node:fs';
import { EnvError } from '@/lib/env';

const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

/**
 * Adds what the file `.env` of this folder says to the environment. What the environment says
 * itself comes first.
 * @throws EnvError when the file is no UTF-8 text, or has a line that says nothing
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
 * What a file of lines `NAME=value` says, to the letter: `$`, `\` and `#` within a value stand for
 * themselves. Quotes around a value are taken away. `#` after a blank, or at the start of a line,
 * begins a comment.
 *
 * Written here because Node's `parseEnv` cuts a value at each `#`, and Next's loader at each `$`.
 * @throws EnvError one sentence
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
