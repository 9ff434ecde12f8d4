import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where the secret of this installation is kept when the environment has none. */
export const SECRET_FILE = 'data/secret';

/** The secret, and whether it has still to be written to its file. */
export type Secret = { text: string; isNew: boolean };

/** The secret that the environment or the file has, or else a new one. Nothing is written. */
export function findSecret(source: Record<string, string | undefined>): Secret {
  const given = source.SECRET_KEY || source.AUTH_SECRET;
  if (given) return { text: given, isNew: false };
  if (existsSync(SECRET_FILE)) {
    return { text: readFileSync(SECRET_FILE, 'utf8').trim(), isNew: false };
  }
  return { text: randomBytes(32).toString('base64url'), isNew: true };
}

/** Writes a new secret to its file, and keeps the folder of data to its owner. */
export function keepSecret({ text, isNew }: Secret): void {
  if (isNew) {
    mkdirSync(dirname(SECRET_FILE), { recursive: true, mode: 0o700 });
    writeFileSync(SECRET_FILE, text, { mode: 0o600, flag: 'wx' });
    console.log(`Made a secret for this machine, in ${SECRET_FILE}.`);
  }
  if (existsSync(SECRET_FILE)) chmodSync(dirname(SECRET_FILE), 0o700);
}
