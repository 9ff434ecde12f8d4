import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The file with the secret, for when the environment has no secret. */
const SECRET_FILE = 'data/secret';

/** The secret. `isNew` means that it is not yet in its file. */
export type Secret = { text: string; isNew: boolean };

/** The secret of the environment or of the file, or else a new secret. Writes nothing. */
export function findSecret(source: Record<string, string | undefined>): Secret {
  const given = source.SECRET_KEY || source.AUTH_SECRET;
  if (given) return { text: given, isNew: false };
  if (existsSync(SECRET_FILE)) {
    return { text: readFileSync(SECRET_FILE, 'utf8').trim(), isNew: false };
  }
  return { text: randomBytes(32).toString('base64url'), isNew: true };
}

/** Writes a new secret to its file, and restricts the folder of the file to its owner. */
export function keepSecret({ text, isNew }: Secret): void {
  if (isNew) {
    mkdirSync(dirname(SECRET_FILE), { recursive: true, mode: 0o700 });
    writeFileSync(SECRET_FILE, text, { mode: 0o600, flag: 'wx' });
    console.log(`Made a secret for this machine, in ${SECRET_FILE}.`);
  }
  if (existsSync(SECRET_FILE)) chmodSync(dirname(SECRET_FILE), 0o700);
}
