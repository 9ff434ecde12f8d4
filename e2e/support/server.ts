import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { serverFolder } from '../../bin/build.ts';

/** A running market: the built server, on a free port. */
export type TestServer = {
  url: string;
  databaseUrl: string;
  pid: number;
  /** The output of the process so far. */
  output(): string;
  /** Waits until the process has ended. */
  ended(): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Ends the process with SIGTERM, and deletes its database unless `keepDatabase` is true. */
  stop(options?: { keepDatabase: boolean }): Promise<void>;
  /** Ends the process with SIGKILL, like a power cut. */
  kill(): Promise<void>;
  /** Starts the market again on the same port and with the kept database. */
  restart(env?: Record<string, string>): Promise<void>;
};

type Options = {
  /** The URL of the database. Absent: a new file with the demo catalogue. */
  databaseUrl?: string;
  env?: Record<string, string>;
  /** The path of the Node program that runs the server. Absent: the Node of the tests. */
  node?: string;
};

const SECRET = randomBytes(32).toString('base64url');

/** The path of the server under test: the built server, unless MARKET_SERVER names another. */
export const SERVER_PROGRAM = resolve(
  process.env.MARKET_SERVER || join(serverFolder(), 'serve.mjs'),
);

/** A file with a new market, which `e2e/built.ts` has created. Empty without that file. */
const STOCKED = process.env.MARKET_STOCKED ?? '';

/** Starts a market on 127.0.0.1, and waits until the market is ready, for at most 20 seconds. */
export async function startServer({
  databaseUrl,
  env = {},
  node = process.execPath,
}: Options = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'market-e2e-'));
  const url = databaseUrl ?? `file:${join(folder, 'market.db')}`;
  if (!databaseUrl && existsSync(STOCKED)) copyFileSync(STOCKED, url.slice('file:'.length));
  else await runMarket(['create'], url);
  const port = await freePort();
  let output = '';
  let child: ChildProcess;
  // The server ends with the test process, even when a test fails.
  const killServer = () => child.kill('SIGKILL');
  process.once('exit', killServer);

  async function start(changed: Record<string, string> = {}) {
    child = spawn(node, [SERVER_PROGRAM], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_URL: url,
        SECRET_KEY: SECRET,
        ...env,
        ...changed,
      },
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        output += text;
      });
    }
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`The server ended:\n${output}`);
      const answer = await fetch(`${server.url}/api/health`);
      // Read the whole answer. Otherwise its connection stays open, and a server that stops waits.
      await answer.arrayBuffer();
      return answer.ok;
    });
  }

  function ended(): ReturnType<TestServer['ended']> {
    const { exitCode: code, signalCode: signal } = child;
    if (code !== null || signal !== null) return Promise.resolve({ code, signal });
    return new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
  }

  async function end(signal: NodeJS.Signals) {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended();
  }

  const server: TestServer = {
    url: `http://127.0.0.1:${port}`,
    databaseUrl: url,
    get pid() {
      return child.pid ?? 0;
    },
    output: () => output,
    ended,
    stop: async ({ keepDatabase } = { keepDatabase: false }) => {
      await end('SIGTERM');
      if (keepDatabase) return;
      process.off('exit', killServer);
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    restart: start,
  };
  await start();
  return server;
}

/** Runs the command line, and gives its exit code and its output. */
export function runMarket(args: string[], databaseUrl: string, input = '') {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'bin/market.ts', ...args], {
      env: { ...process.env, DATABASE_URL: databaseUrl },
      timeout: 60_000,
    });
    const printed = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      printed.stdout += text;
    });
    child.stderr.on('data', (text) => {
      printed.stderr += text;
    });
    child.stdin.end(input);
    child.on('close', (code) => done({ code, ...printed }));
  });
}

/** A free port of 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

async function until(condition: () => Promise<boolean>, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const met = await condition().catch((error) => {
      if (error instanceof TypeError) return false;
      throw error;
    });
    if (met) return;
    if (Date.now() > deadline) throw new Error('Waited too long.');
    await new Promise((resume) => setTimeout(resume, 50));
  }
}
