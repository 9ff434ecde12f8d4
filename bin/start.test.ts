import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('npm start refuses, with one sentence and before it does anything, when', () => {
  it.each([
    ['PORT is no number', { PORT: 'http' }, /^PORT must be a number from 1 to 65535\.$/],
    ['PORT is too high', { PORT: '65536' }, /^PORT must be a number from 1 to 65535\.$/],
    ['HOST is no host', { HOST: 'my host' }, /^HOST must be /],
    ['the secret is short', { SECRET_KEY: 'short' }, /^SECRET_KEY must .* 32 characters\.$/],
    ['DATABASE_URL has no scheme', { DATABASE_URL: 'market.db' }, /^DATABASE_URL must /],
  ])('%s', (_, env, sentence) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'bin/start.ts'],
      {
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          SECRET_KEY: 'x'.repeat(32),
          ...env,
        },
        encoding: 'utf8',
        timeout: 20_000,
      },
    );
    expect(stderr.trim()).toMatch(sentence);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
