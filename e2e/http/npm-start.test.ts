import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from '../support/server.ts';

// An operator starts the market with npm, and sends a signal to npm or to the market.

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
  // npm prints warnings about its own settings on stderr, so only stdout counts.
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

/** All descendants of a process, each with its id and its command line. */
function descendantsOf(pid: number | undefined): { pid: number; commandLine: string }[] {
  const children = listProcesses().filter(({ parent }) => parent === pid);
  return children.flatMap((child) => [child, ...descendantsOf(child.pid)]);
}

function listProcesses(): { pid: number; parent: number; commandLine: string }[] {
  // A small Linux system has no `ps`, so `/proc` is read there.
  if (!existsSync('/proc/self/stat')) return listByPs();
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, after = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ');
      const commandLine = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), parent: Number(after.split(' ')[1]), commandLine }];
    } catch {
      // The process has ended.
      return [];
    }
  });
}

function listByPs(): ReturnType<typeof listProcesses> {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, commandLine = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid ? [{ pid: Number(pid), parent: Number(parent), commandLine }] : [];
    });
}

/** The id of the server's process. */
function server(): number {
  const [found] = nodes();
  if (!found) throw new Error('No process serves.');
  return found.pid;
}

const nodes = () =>
  descendantsOf(npm.pid).filter(({ commandLine }) => /^\S*node\b/.test(commandLine));

describe('npm start', () => {
  it('prints the address, the command line and how to stop, and no warnings', async () => {
    expect(printed).toContain(`On this machine   ${url}`);
    expect(printed).toContain('npm run market -- --help');
    expect(printed).toContain('Ctrl-C stops it.');
    expect(printed).not.toMatch(/caution|warn|⨯|ƒ|Next/i);
    process.kill(server(), 'SIGINT');
    expect(await code).toBe(0);
  });

  it('runs the server in one process', async () => {
    // A list of processes can miss a process when the list changes while it is read.
    await vi.waitFor(() =>
      expect(nodes().map(({ commandLine }) => commandLine)).toEqual([
        expect.stringContaining('bin/start.mjs'),
      ]),
    );
    process.kill(server(), 'SIGTERM');
    expect(await code).toBe(0);
  });

  it('ends when only npm gets a signal', async () => {
    const pid = server();
    npm.kill('SIGTERM');
    await code;
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), {
      timeout: 15_000,
    });
  });

  it.each(['SIGKILL', 'SIGSEGV'] as const)(
    'exits with an error when %s ends the server, so that a service manager restarts it',
    async (signal) => {
      process.kill(server(), signal);
      expect(await code).not.toBe(0);
    },
  );
});
