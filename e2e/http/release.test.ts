import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { serverFolder } from '../../bin/build.ts';
import { Client } from '../support/client.ts';
import { freePort } from '../support/server.ts';

// A release is the folder of the built server. The test starts it with Node, in a folder that has
// only settings.

const folder = mkdtempSync(join(tmpdir(), 'market-release-'));
const program = (name: string) => join(serverFolder(), name);
let url: string;
let market: ChildProcess;
let printed = '';

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, '.env'), `HOST=127.0.0.1\nPORT=${port}\n`);
  market = spawn(process.execPath, [program('start.mjs')], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  market.stdout?.on('data', (text) => {
    printed += text;
  });
  await vi.waitFor(() => fetch(`${url}/api/health`), { timeout: 30_000, interval: 100 });
});

afterAll(() => {
  market.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('a release', () => {
  it('stores its data in the current folder, readable only for its user', () => {
    expect(statSync(join(folder, 'data')).mode & 0o777).toBe(0o700);
    for (const file of ['secret', 'market.db', 'market.db-mark', 'market.db-server']) {
      expect(statSync(join(folder, 'data', file)).mode & 0o777, file).toBe(0o600);
    }
  });

  it('sells an item, and its commands work while it runs', async () => {
    const visitor = new Client(url);
    const password = 'correct horse battery';
    await visitor.post('/register', {
      username: 'ada',
      email: 'ada@example.org',
      password,
      confirm_password: password,
    });
    const bought = await visitor.post('/market', { purchase_item: '44' });
    expect(await visitor.follow(bought)).toContain('Purchased Pizza on Friday!');
    const run = (...args: string[]) =>
      execFileSync(process.execPath, [program('market.mjs'), ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, NODE_ENV: 'production' },
      });
    expect(run('verify')).toContain('1 members, 65 items, 2 transfers.');
    expect(run('--help')).toMatch(/^Usage: node \S+market\.mjs <command>/);
    run('backup', 'copy.db');
    expect(existsSync(join(folder, 'copy.db'))).toBe(true);
  });

  it('prints how to run its commands, and ends with code 0', async () => {
    expect(printed).toMatch(/You run it from here: node \S+market\.mjs --help/);
    const ended = new Promise((done) => market.once('exit', done));
    market.kill('SIGINT');
    expect(await ended).toBe(0);
  });
});
