import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { VERSION } from '../../lib/version.ts';
import { freePort, SERVER_PROGRAM, startServer } from '../support/server.ts';

const SECRET = 'a text of more than thirty-two characters';

/** Starts the built server with only these environment variables. */
async function start(env: Record<string, string>) {
  const port = String(await freePort());
  const child = spawn(process.execPath, [SERVER_PROGRAM], {
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: port,
      DATABASE_URL: 'file:/nonexistent/market.db',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10_000,
  });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    ended,
    errorLines: () => stderr.trim().split('\n'),
  };
}

describe('the server refuses to start, with one sentence, when', () => {
  it.each([
    ['there is no secret', {}, /^SECRET_KEY must .*at least 32 characters\.$/],
    ['the secret is empty', { SECRET_KEY: '' }, /^SECRET_KEY must .*at least 32 characters\.$/],
    ['the secret has 31 characters', { SECRET_KEY: 'x'.repeat(31) }, /^SECRET_KEY must /],
    ['AUTH_SECRET is too short', { AUTH_SECRET: 'short' }, /^SECRET_KEY must /],
    ['HOST is no host', { SECRET_KEY: SECRET, HOST: 'my host' }, /^HOST must /],
    [
      'DATABASE_URL has no scheme',
      { SECRET_KEY: SECRET, DATABASE_URL: 'market.db' },
      /^DATABASE_URL must start with file:/,
    ],
    [
      'DATABASE_URL is of another database',
      { SECRET_KEY: SECRET, DATABASE_URL: 'postgres://localhost/market' },
      /^DATABASE_URL must start with file:/,
    ],
    [
      'TRUSTED_PROXIES is no number',
      { SECRET_KEY: SECRET, TRUSTED_PROXIES: 'yes' },
      /^TRUSTED_PROXIES must /,
    ],
  ])('%s', async (_, env, sentence) => {
    const { ended, errorLines } = await start(env);
    const code = await ended;
    expect(errorLines()).toEqual([expect.stringMatching(sentence)]);
    expect(code).toBe(1);
  });
});

describe('the server starts', () => {
  it('with the secret in AUTH_SECRET, and stops within 5 seconds', async () => {
    const server = await startServer({ env: { SECRET_KEY: '', AUTH_SECRET: SECRET } });
    try {
      const answer = await fetch(`${server.url}/login`);
      expect(answer.status).toBe(200);
      await answer.arrayBuffer();
    } finally {
      const started = performance.now();
      await server.stop();
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });

  it.each(['localhost', '127.0.0.1'])(
    'on %s, and answers forms and failure pages',
    async (host) => {
      const server = await startServer({ env: { HOST: host } });
      try {
        const answer = await fetch(`${server.url}/status/busy`, {
          signal: AbortSignal.timeout(5_000),
        });
        expect(answer.status).toBe(503);
        await answer.arrayBuffer();
        const form = await fetch(`${server.url}/login`, {
          method: 'POST',
          body: new URLSearchParams({ username: '' }),
          signal: AbortSignal.timeout(5_000),
        });
        expect(form.status).toBe(200);
        await form.arrayBuffer();
        expect(server.output()).not.toContain('Failed to proxy');
      } finally {
        await server.stop();
      }
    },
  );

  it('on all IPv4 and IPv6 addresses when HOST is empty', async () => {
    const server = await startServer({ env: { HOST: '' } });
    const { port } = new URL(server.url);
    try {
      for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
        const answer = await fetch(`http://${host}:${port}/api/health`);
        expect(await answer.json()).toEqual({ status: 'ready', version: VERSION });
      }
    } finally {
      await server.stop();
    }
  });

  it('with an empty database, and reports “database not created”', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'market-empty-'));
    writeFileSync(join(folder, 'market.db'), '');
    const { url, child, ended } = await start({
      SECRET_KEY: SECRET,
      DATABASE_URL: `file:${join(folder, 'market.db')}`,
    });
    try {
      await vi.waitFor(() => fetch(`${url}/api/health`), { timeout: 9_000, interval: 50 });
      const health = await fetch(`${url}/api/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toEqual({ status: 'database not created', version: VERSION });
    } finally {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    }
  });

  it('without its database, and reports “database unreachable”', async () => {
    const { url, child, ended, errorLines } = await start({ SECRET_KEY: SECRET });
    try {
      await vi.waitFor(() => fetch(`${url}/api/health`), { timeout: 9_000, interval: 50 });
      const health = await fetch(`${url}/api/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({ status: 'database unreachable' });
      expect(errorLines().join('\n')).toContain('There is no database at /nonexistent/market.db');
      expect(existsSync('/nonexistent')).toBe(false);
      const answer = await fetch(`${url}/`, { redirect: 'manual' });
      expect(answer.headers.get('location'), errorLines().join('\n')).toBe('/status/unavailable');
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });
});
