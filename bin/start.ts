import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EnvError, readEnv } from '@/lib/env';
import { build, isBuilt, SERVER, SERVER_ENVIRONMENT, SERVER_FLAGS } from './build.ts';
import { loadEnvFiles } from './env-files.ts';

const SECRET_FILE = 'data/secret';

// Runs the market on this machine: secret, database, build, server, each when it is needed. With
// `--dev`, the development server, which rebuilds a page when its source changes.
const development = process.argv.includes('--dev');
loadEnvFiles(development);

try {
  process.env.SECRET_KEY ||= process.env.AUTH_SECRET || ownSecret();
  const env = readEnv(process.env);
  process.env.DATABASE_URL = absolute(env.DATABASE_URL);
  const created = spawnSync(process.execPath, ['--import', 'tsx', 'bin/market.ts', 'create'], {
    stdio: 'inherit',
  });
  if (created.status !== 0) process.exit(1);
  if (!development && !isBuilt()) {
    const status = build();
    if (status !== 0) process.exit(status);
  }
  serve(env.HOST, env.PORT);
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function ownSecret(): string {
  if (!existsSync(SECRET_FILE)) {
    mkdirSync('data', { recursive: true });
    writeFileSync(SECRET_FILE, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    console.log(`Made a secret for this machine, in ${SECRET_FILE}.`);
  }
  return readFileSync(SECRET_FILE, 'utf8').trim();
}

// The server has a folder of its own to start in.
function absolute(url: string): string {
  return url.startsWith('file:') ? `file:${resolve(url.slice('file:'.length))}` : url;
}

function serve(host: string, port: number) {
  const command = development
    ? ['node_modules/next/dist/bin/next', 'dev', '--hostname', host, '--port', String(port)]
    : [...SERVER_FLAGS, SERVER];
  const server = spawn(process.execPath, command, {
    stdio: 'inherit',
    env: {
      ...SERVER_ENVIRONMENT,
      ...process.env,
      HOSTNAME: host,
      PORT: String(port),
      NEXT_TELEMETRY_DISABLED: '1',
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => server.kill(signal));
  }
  server.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)));
}
