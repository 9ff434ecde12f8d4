import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const SOURCES = [
  'app',
  'db',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.build.json',
  'tsconfig.json',
];
/** What stands among them and is never built. */
const TESTS = /\.test\.ts$|\/testing\//;
const FOLDER = '.next/standalone';
const FINGERPRINT = join(FOLDER, 'sources.sha256');

/** The folder that `build` fills with all a server needs, and the script in it that serves. */
export const SERVER = join(FOLDER, 'server.js');

/**
 * Node's options for it, for less memory and less work of the collector: one thread collects what is
 * young, where it is made; nothing is taken for long-lived before it has lived; and what is old may
 * grow by 70 % before it is collected (docs/decisions/0017-memory-of-the-server.md).
 */
export const SERVER_FLAGS = [
  '--max-semi-space-size=16',
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
  '--heap-growing-percent=70',
];

/**
 * Its environment, unless the operator's says otherwise: glibc gives pieces of 8 KiB and more back to
 * the system as soon as they are free. V8's compiler asks for many, and would otherwise keep them.
 */
export const SERVER_ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '8192' };

/** Whether the built server is of the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(FINGERPRINT) && readFileSync(FINGERPRINT, 'utf8') === fingerprint();
}

/**
 * What Next salts the ids of server actions with. It is the same for every build, everywhere, so
 * that a page that was opened before an update can still be sent after it, and it is no secret: a
 * running server encrypts with a key of its own (`lib/action-key.ts`).
 */
export const ACTION_SALT = createHash('sha256').update('market server actions').digest('base64');

/** Builds the server. @returns the exit code of the build */
export function build(): number {
  const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: 'inherit',
    env: {
      NEXT_TELEMETRY_DISABLED: '1',
      ...process.env,
      NODE_ENV: 'production',
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTION_SALT,
    },
  });
  if (status !== 0) return status ?? 1;
  // Next copies the `.env` files too; the server is to read the environment of the day.
  for (const name of ['.env', '.env.production']) rmSync(join(FOLDER, name), { force: true });
  // What a CDN would serve: Next leaves it out of the server's folder.
  cpSync('.next/static', join(FOLDER, '.next/static'), { recursive: true });
  if (existsSync('public')) cpSync('public', join(FOLDER, 'public'), { recursive: true });
  writeFileSync(FINGERPRINT, fingerprint());
  return 0;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap(filesOf).filter((file) => !TESTS.test(file));
  for (const file of files.sort()) {
    hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry ? [path] : [];
  return readdirSync(path).flatMap((name) => filesOf(join(path, name)));
}

if (process.argv.includes('--run')) process.exitCode = build();
