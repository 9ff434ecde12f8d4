import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../support/server.ts';

// What an operator does: npm starts the market, and a signal reaches npm, or the market.

let folder: string;
let url: string;
let npm: ChildProcess;
let printed: string;
let code: Promise<number | null>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'market-npm-'));
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  printed = '';
  npm = spawn('npm', ['start'], {
    env: {
      ...process.env,
      SECRET_KEY: 'a secret that is for this test alone',
      DATABASE_URL: `file:${join(folder, 'market.db')}`,
      HOST: '127.0.0.1',
      PORT: port,
    },
    shell: process.platform === 'win32',
  });
  // npm itself complains of settings of its own, on stderr.
  npm.stdout?.on('data', (text) => {
    printed += text;
  });
  code = new Promise((done) => npm.once('exit', done));
  await vi.waitFor(() => fetch(`${url}/api/health`), { timeout: 30_000, interval: 100 });
});

afterEach(async () => {
  for (const { pid } of nodes()) process.kill(pid, 'SIGKILL');
  await vi.waitFor(() => expect(fetch(url)).rejects.toThrow(), { timeout: 15_000 });
  rmSync(folder, { recursive: true });
});

/** The processes below this one, by their ids, with the words that each was started with. */
function below(pid: number | undefined): { pid: number; words: string }[] {
  const children = listProcesses().filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...below(child.pid)]);
}

function listProcesses(): { pid: number; parent: number; words: string }[] {
  // A small Linux has no `ps`.
  if (!existsSync('/proc/self/stat')) return listByPs();
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, after = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ');
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), parent: Number(after.split(' ')[1]), words }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

function listByPs(): ReturnType<typeof listProcesses> {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, words = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), parent: Number(parent), words }] : [];
    });
}

/** The process that serves. */
function server(): number {
  const [found] = nodes();
  if (!found) throw new Error('No process serves.');
  return found.pid;
}

const nodes = () => below(npm.pid).filter(({ words }) => /^\S*node\b/.test(words));

describe('npm start', () => {
  it('says where the market is, how to run it and how to stop it, and nothing that alarms', async () => {
    expect(printed).toContain(`On this machine   ${url}`);
    expect(printed).toContain('npm run market -- --help');
    expect(printed).toContain('Ctrl-C stops it.');
    expect(printed).not.toMatch(/caution|warn|⨯|ƒ|Next/i);
    process.kill(server(), 'SIGINT');
    expect(await code).toBe(0);
  });

  it('serves in one process', async () => {
    // A list of processes that changes while it is read can lack one.
    await vi.waitFor(() =>
      expect(nodes().map(({ words }) => words)).toEqual([expect.stringContaining('bin/start.mjs')]),
    );
    process.kill(server(), 'SIGTERM');
    expect(await code).toBe(0);
  });

  it('ends when npm alone is told to', async () => {
    const pid = server();
    npm.kill('SIGTERM');
    await code;
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), {
      timeout: 15_000,
    });
  });

  it.each(['SIGKILL', 'SIGSEGV'] as const)(
    'fails when the server dies of %s, so that a service manager starts it again',
    async (signal) => {
      process.kill(server(), signal);
      expect(await code).not.toBe(0);
    },
  );
});
