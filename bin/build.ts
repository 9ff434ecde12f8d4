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

/** Files among the sources that are not part of the server. */
const TESTS = /\.test\.ts$|\/testing\//;

/** Each build has a folder named after its sources, so a build never overwrites a running server. */
const BUILDS = '.build';

/** The number of builds that are kept: the newest, and an older server that may still run. */
const KEPT_BUILDS = 2;

/**
 * With less memory than this, a build returns freed memory to the system at once. It then takes 1.5
 * times the CPU time.
 */
const LOW_MEMORY_BYTES = 2 * 1024 ** 3;

const OUT_OF_MEMORY =
  'The build was ended by the system, most likely because memory ran out: it needs 1 GB. Close other programs, add swap space, or use a release, which is built already (README, “Deployment”).';

/** The folder for the built server of the present sources. It may not exist yet. */
export function serverFolder(): string {
  return resolve(BUILDS, fingerprint().slice(0, 16));
}

/** Whether the server of the present sources is built. */
export function isBuilt(): boolean {
  return existsSync(join(serverFolder(), 'serve.mjs'));
}

/**
 * Builds the server if needed. Ends the process when the build fails.
 * @returns the path of `serve.mjs`
 */
export function builtServer(): string {
  if (!isBuilt()) {
    console.log('Building the market. This takes a minute or two, once for each version.');
    const status = build();
    if (status !== 0) process.exit(status);
  }
  return join(serverFolder(), 'serve.mjs');
}

/**
 * The salt of the ids of server actions. It is the same in every build, so that a form that was
 * opened before an update still works after the update. It is not secret: a running server encrypts
 * with another key (`lib/web/server/action-key.ts`).
 */
export const ACTION_SALT = createHash('sha256').update('market server actions').digest('base64');

/**
 * Builds the server, and moves the complete server to its folder. Prints one sentence when the
 * build ran out of memory, or Next's output for any other failure.
 * @returns the exit code: 0, or another number when the build failed
 */
export function build(): number {
  const folder = serverFolder();
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'build'],
    { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', env: buildEnvironment() },
  );
  if (status !== 0) {
    // The cache of a failed build could make the next build fail too.
    rmSync('.next/cache', { recursive: true, force: true });
    const wasKilled = signal === 'SIGKILL' || stderr.includes('SIGKILL');
    console.error(wasKilled ? OUT_OF_MEMORY : `${stdout}${stderr}\nThe build failed.`);
    return status || 1;
  }
  const standalone = '.next/standalone';
  // Next copies the `.env` files, but the server must use the environment in which it is started.
  for (const name of ['.env', '.env.production', 'server.js']) {
    rmSync(join(standalone, name), { force: true });
  }
  // Next expects a CDN to serve these files, so it does not copy them itself.
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
    ...(memory < LOW_MEMORY_BYTES && {
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
  for (const name of newestFirst.slice(KEPT_BUILDS))
    rmSync(join(BUILDS, name), { recursive: true });
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
