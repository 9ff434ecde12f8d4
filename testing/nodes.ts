import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from '../e2e/support/client.ts';
import { freePort } from '../e2e/support/server.ts';
import { fetchNode, type NodeRelease } from './node-release.ts';

// `npm run test:nodes` runs this program. It runs both commands of the README in a clean clone,
// with several versions of Node and the npm of each. Arguments are versions, such as 20.19.0 or 26.

/** The oldest versions that `engines` allows, and the newest versions of the maintained lines. */
const NODES = ['20.19.0', '22.12.0', '24', '26'];
const BUILD_WAIT_MS = 10 * 60_000;
const STOP_WAIT_MS = 15_000;

/** Runs both commands of the README in a clone. @returns one sentence for each failure */
async function faultsOf(release: NodeRelease, clone: string): Promise<string[]> {
  const env: NodeJS.ProcessEnv = {
    ...withoutNpmVariables(process.env),
    PATH: [release.bin, process.env.PATH].join(delimiter),
    HOST: '127.0.0.1',
  };
  const npm = (...args: string[]) => {
    const { status } = spawnSync('npm', args, { cwd: clone, env, stdio: 'inherit' });
    return status === 0 ? [] : [`npm ${args.join(' ')}: exit code ${status}`];
  };
  const installed = npm('ci');
  if (installed.length > 0) return installed;
  return [
    ...faultsOfFailedBuild(clone, env),
    ...(await faultsOfStart(clone, env)),
    ...npm('test', '--', '--smoke'),
  ];
}

/** Breaks a page, and expects that a start reports the failed build and keeps no cache of it. */
function faultsOfFailedBuild(clone: string, env: NodeJS.ProcessEnv): string[] {
  const page = join(clone, 'app/page.tsx');
  const whole = readFileSync(page, 'utf8');
  writeFileSync(page, `${whole}}`);
  const { status, stderr } = spawnSync('npm', ['start'], { cwd: clone, env, encoding: 'utf8' });
  writeFileSync(page, whole);
  const isKept = existsSync(join(clone, '.next/cache'));
  if (status === 1 && stderr.includes('The build failed.') && !isKept) return [];
  return [`npm start of a broken page: exit code ${status}, cache ${isKept ? 'kept' : 'removed'}`];
}

async function faultsOfStart(clone: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const port = String(await freePort());
  // A process group, so that all processes of the start can be found and ended.
  const started = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...env, PORT: port },
    stdio: 'inherit',
    detached: true,
  });
  try {
    await trade(started, `http://127.0.0.1:${port}`);
    await end(started);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    if (isAlive(started)) signalAll(started, 'SIGKILL');
  }
}

/** Waits for the market, registers a member and buys an item. @throws Error when a step fails */
async function trade(started: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + BUILD_WAIT_MS;
  while (!(await isReady(url))) {
    if (!isAlive(started)) throw new Error(`npm start: exit code ${started.exitCode}`);
    if (Date.now() > deadline) throw new Error('npm start: not ready after 10 minutes');
    await new Promise((resume) => setTimeout(resume, 500));
  }
  const visitor = new Client(url);
  const registered = await visitor.post('/register', {
    username: 'ada',
    email: 'ada@example.org',
    password: 'correct horse battery',
    confirm_password: 'correct horse battery',
  });
  if (registered.status !== 302) throw new Error(`registering: status ${registered.status}`);
  const bought = await visitor.post('/market', { purchase_item: '44' });
  const page = await visitor.follow(bought);
  if (!page.includes('Purchased Pizza on Friday!')) throw new Error('buying: not purchased');
}

/** Sends npm SIGTERM. @throws Error unless all processes that npm started end within 15 s */
async function end(started: ChildProcess): Promise<void> {
  started.kill('SIGTERM');
  const deadline = Date.now() + STOP_WAIT_MS;
  while (isAlive(started)) {
    if (Date.now() > deadline) throw new Error('npm start: still running 15 s after SIGTERM');
    await new Promise((resume) => setTimeout(resume, 100));
  }
  // When a signal ends npm's shell, npm ends itself with the same signal.
  const { exitCode, signalCode } = started;
  if (exitCode !== 0 && exitCode !== 143 && signalCode !== 'SIGTERM') {
    throw new Error(`npm start: exit code ${exitCode ?? signalCode} after SIGTERM`);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/health`);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Whether a process of this process group still runs. */
function isAlive(started: ChildProcess): boolean {
  try {
    signalAll(started, 0);
    return true;
  } catch {
    return false;
  }
}

function signalAll({ pid }: ChildProcess, signal: NodeJS.Signals | 0): void {
  if (pid) process.kill(-pid, signal);
}

/** The environment without the variables that npm has set for this program. */
function withoutNpmVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own =
    /^(npm_(?!config_)|npm_config_(.*prefix|user_agent|node_gyp|npm_version)$|INIT_CWD$|NODE$)/;
  const rest = { ...env };
  for (const name of Object.keys(rest)) if (own.test(name)) delete rest[name];
  return rest;
}

async function main(ranges: string[]): Promise<number> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.error('The other Nodes are tried on Linux on x64 only, and this is another system.');
    return 1;
  }
  const lines: string[] = [];
  let failed = 0;
  for (const range of ranges.length > 0 ? ranges : NODES) {
    const release = fetchNode(range);
    const name = `Node ${release.version} with npm ${release.npm}`;
    console.log(`\n${name}`);
    const clone = mkdtempSync(join(tmpdir(), 'market-clone-'));
    try {
      execFileSync('git', ['clone', '--quiet', '.', clone]);
      const faults = await faultsOf(release, clone);
      if (faults.length > 0) failed += 1;
      lines.push(faults.length > 0 ? `failed  ${name}: ${faults.join('; ')}` : `passed  ${name}`);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  }
  console.log(`\n${lines.join('\n')}\n${lines.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
