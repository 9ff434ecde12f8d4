import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { bundlePrograms } from './bundle.ts';

const SOURCES = [
  'app',
  'bin',
  'db',
  'lib',
  'public',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/** What stands among them and is never built. */
const TESTS = /\.test\.ts$|\/testing\//;

/** Built servers, each in a folder named after its sources: one that runs is never written over. */
const BUILDS = '.build';

/** How many of them are kept: the newest, and the server that may still be running. */
const KEPT = 2;

/** Below this much memory, in bytes, a build gives memory back at once, and takes half as long again. */
const ENOUGH_MEMORY = 2 * 1024 ** 3;

const OUT_OF_MEMORY =
  'The build was ended by the system, most likely because memory ran out: it needs 1 GB. Close other programs, add swap space, or use a release, which is built already (README, “Deployment”).';

/** The folder with all that a server of these sources needs, whether it is built or not. */
export function serverFolder(): string {
  return resolve(BUILDS, fingerprint().slice(0, 16));
}

/** Whether the server of the sources as they are now is built. */
export function isBuilt(): boolean {
  return existsSync(join(serverFolder(), 'serve.mjs'));
}

/** Builds the server if there is none of these sources. Ends the process when that fails. */
export function builtServer(): string {
  if (!isBuilt()) {
    console.log('Building the market. This takes a minute or two, once for each version.');
    const status = build();
    if (status !== 0) process.exit(status);
  }
  return join(serverFolder(), 'serve.mjs');
}

/**
 * What Next salts the ids of server actions with. It is the same for every build, everywhere, so
 * that a page that was opened before an update can still be sent after it, and it is no secret: a
 * running server encrypts with a key of its own (`lib/web/server/action-key.ts`).
 */
export const ACTION_SALT = createHash('sha256').update('market server actions').digest('base64');

/**
 * Builds the server, and puts it in its folder when it is whole. Says in one sentence when the build
 * was ended for want of memory, and shows what Next said of any other failure.
 * @returns the exit code of the build
 */
export function build(): number {
  const folder = serverFolder();
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'build'],
    { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', env: buildEnvironment() },
  );
  if (status !== 0) {
    // What is left of it could make the next build fail, too.
    rmSync('.next/cache', { recursive: true, force: true });
    const wasKilled = signal === 'SIGKILL' || stderr.includes('SIGKILL');
    console.error(wasKilled ? OUT_OF_MEMORY : `${stdout}${stderr}\nThe build failed.`);
    return status || 1;
  }
  const standalone = '.next/standalone';
  // Next copies the `.env` files too; the server is to read the environment of the day.
  for (const name of ['.env', '.env.production', 'server.js']) {
    rmSync(join(standalone, name), { force: true });
  }
  // What a CDN would serve: Next leaves it out of the server's folder.
  cpSync('.next/static', join(standalone, '.next/static'), { recursive: true });
  if (existsSync('public')) cpSync('public', join(standalone, 'public'), { recursive: true });
  bundlePrograms(standalone);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(BUILDS, { recursive: true });
  renameSync(standalone, folder);
  removeOldBuilds();
  return 0;
}

function buildEnvironment(): NodeJS.ProcessEnv {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
  return {
    NEXT_TELEMETRY_DISABLED: '1',
    ...(memory < ENOUGH_MEMORY && {
      MIMALLOC_PURGE_DELAY: '0',
      MIMALLOC_ARENA_EAGER_COMMIT: '0',
    }),
    ...process.env,
    NODE_ENV: 'production',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: ACTION_SALT,
  };
}

function removeOldBuilds(): void {
  const ageOf = (name: string) => statSync(join(BUILDS, name)).mtimeMs;
  const newestFirst = readdirSync(BUILDS).sort((one, other) => ageOf(other) - ageOf(one));
  for (const name of newestFirst.slice(KEPT)) rmSync(join(BUILDS, name), { recursive: true });
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

if (process.argv.includes('--run')) {
  process.exitCode = build();
  if (process.exitCode === 0) console.log(`The server is built, in ${serverFolder()}.`);
}
