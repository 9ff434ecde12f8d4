import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimDatabase } from '../db/claim.ts';

const folder = mkdtempSync(join(tmpdir(), 'market-start-'));
const database = join(folder, 'market.db');
const other = createServer();
let takenPort = '';

beforeAll(async () => {
  await new Promise<void>((done) => other.listen(0, done));
  takenPort = String((other.address() as { port: number }).port);
});

afterAll(() => {
  other.close();
  rmSync(folder, { recursive: true });
});

/** Starts the market as `npm start` does, with only these variables in the environment. */
function start(env: Record<string, string>, args: string[] = [], node: string[] = []) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    const child = spawn(process.execPath, [...node, 'bin/start.mjs', ...args], {
      env: {
        PATH: process.env.PATH ?? '',
        NODE_ENV: 'production',
        SECRET_KEY: 'x'.repeat(32),
        DATABASE_URL: `file:${database}`,
        ...env,
      },
      timeout: 30_000,
    });
    const printed = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => {
      printed.stdout += text;
    });
    child.stderr.on('data', (text) => {
      printed.stderr += text;
    });
    child.on('close', (code) => done({ code, ...printed }));
  });
}

/** Options of Node that load a module, which changes the version that Node reports. */
const pretend = (version: string) => [
  '--import',
  `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`,
];

describe('npm start does nothing and prints one sentence when', () => {
  it.each([
    ['PORT is no number', { PORT: 'http' }, /^PORT must be a number from 1 to 65535\.$/],
    ['PORT is too high', { PORT: '65536' }, /^PORT must be a number from 1 to 65535\.$/],
    ['HOST is no host', { HOST: 'my host' }, /^HOST must be /],
    ['HOST is of another machine', { HOST: 'x86_64-conda-linux-gnu' }, /^HOST is “x86_64-conda/],
    ['the secret is short', { SECRET_KEY: 'short' }, /^SECRET_KEY must .* 32 characters\.$/],
    ['DATABASE_URL has no scheme', { DATABASE_URL: 'market.db' }, /^DATABASE_URL must /],
    [
      'TZ is mistyped',
      { TZ: 'Europe/Berln' },
      /^TZ must be a time zone, .*“Europe\/Berln” is none\.$/,
    ],
  ])('%s', async (_, env, sentence) => {
    const { code, stdout, stderr } = await start(env);
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(existsSync(database)).toBe(false);
  });

  it('the port is in use', async () => {
    const { code, stdout, stderr } = await start({ PORT: takenPort });
    expect(stderr).toMatch(new RegExp(`^Port ${takenPort} is in use by another program.*\\.\\n$`));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(existsSync(database)).toBe(false);
  });

  it('another server has the database', async () => {
    const claim = claimDatabase(`file:${database}`, {
      address: 'http://localhost:9',
      version: '0.1.7',
    });
    try {
      const { code, stdout, stderr } = await start({ PORT: '49152' });
      expect(stderr.trim()).toContain(database);
      expect(stderr.trim()).toContain(String(process.pid));
      expect(stderr.trim()).toContain('http://localhost:9');
      expect(stderr.trim()).not.toContain('\n');
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(existsSync(database)).toBe(false);
    } finally {
      claim.release();
    }
  });

  it.each([
    [['--port', '3001'], /knows no “--port”.*PORT=3001/],
    [['--hostname=0.0.0.0'], /knows no “--hostname=0\.0\.0\.0”.*HOST=/],
    [['production'], /knows no “production”\.$/],
  ])('it does not know the argument %j', async (args, sentence) => {
    const { code, stdout, stderr } = await start({}, args);
    expect(stderr.trim()).toMatch(sentence);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });

  it.each(['18.20.8', '20.9.0', '20.18.3', '21.7.3', '22.11.0'])('Node is %s', async (version) => {
    const { code, stdout, stderr } = await start({}, [], pretend(version));
    expect(stderr).toBe(
      `Market needs Node 20.19 or later, 22.12 or later, or 24 and later (24 is recommended); this is Node ${version}.\n`,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

it.each(['20.19.0', '22.12.0', '23.0.0', '24.21.0', '26.12.1'])(
  'npm start accepts Node %s',
  async (version) => {
    const { stderr } = await start({ PORT: 'http' }, [], pretend(version));
    expect(stderr).toMatch(/^PORT must be a number/);
  },
);
