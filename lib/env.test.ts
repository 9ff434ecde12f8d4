import { describe, expect, it } from 'vitest';
import { EnvError, readDatabaseEnv, readEnv } from './env.ts';

const SECRET_KEY = 'x'.repeat(32);

describe('the environment', () => {
  it('needs nothing but a secret', () => {
    expect(readEnv({ SECRET_KEY })).toEqual({
      NODE_ENV: 'development',
      PORT: 3000,
      DATABASE_URL: 'file:data/market.db',
      SECRET_KEY,
    });
  });

  it('takes the secret under the name that Auth.js uses, and its own name first', () => {
    expect(readEnv({ AUTH_SECRET: SECRET_KEY }).SECRET_KEY).toBe(SECRET_KEY);
    expect(readEnv({ AUTH_SECRET: SECRET_KEY, SECRET_KEY: '' }).SECRET_KEY).toBe(SECRET_KEY);
    const own = 'y'.repeat(32);
    expect(readEnv({ AUTH_SECRET: SECRET_KEY, SECRET_KEY: own }).SECRET_KEY).toBe(own);
  });

  it('counts what is empty as absent', () => {
    const empty = {
      PORT: '',
      HOST: '',
      DATABASE_URL: '',
      TRUSTED_PROXIES: '',
      TZ: '',
      CRON_SECRET: '',
    };
    const read = readEnv({ SECRET_KEY, ...empty });
    expect(read).toMatchObject({ PORT: 3000, DATABASE_URL: 'file:data/market.db' });
    for (const name of ['HOST', 'TRUSTED_PROXIES', 'TZ', 'CRON_SECRET'] as const) {
      expect(read[name]).toBeUndefined();
    }
  });

  it.each([
    'file:market.db',
    'file:/var/lib/market/market.db',
    'http://127.0.0.1:8080',
    'https://market.example',
    'libsql://market.turso.io',
  ])('takes DATABASE_URL=%s', (DATABASE_URL) => {
    expect(readDatabaseEnv({ DATABASE_URL }).DATABASE_URL).toBe(DATABASE_URL);
  });

  it.each([
    ['SECRET_KEY', {}],
    ['SECRET_KEY', { SECRET_KEY: 'x'.repeat(31) }],
    ['SECRET_KEY', { AUTH_SECRET: 'short' }],
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '0' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80.5' }],
    ['HOST', { HOST: 'my host' }],
    ['HOST', { HOST: 'http://localhost' }],
    ['HOST', { HOST: '*' }],
    ['TZ', { TZ: 'Europe/Berln' }],
    ['TZ', { TZ: 'CET+1CEST' }],
    ['DATABASE_URL', { DATABASE_URL: 'market.db' }],
    ['DATABASE_URL', { DATABASE_URL: 'file:' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://localhost/market' }],
    ['DATABASE_URL', { DATABASE_URL: ' file:market.db' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: 'yes' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '-1' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '1.5' }],
    ['CRON_SECRET', { CRON_SECRET: 'x'.repeat(15) }],
  ])('refuses a wrong %s in one sentence that names it: %o', (name, given) => {
    const source = name === 'SECRET_KEY' ? given : { SECRET_KEY, ...given };
    expect(() => readEnv(source)).toThrow(EnvError);
    expect(() => readEnv(source)).toThrow(new RegExp(`^${name} must [^\\n]*\\.$`));
  });

  it('needs no secret for a tool that has no server', () => {
    expect(readDatabaseEnv({}).DATABASE_URL).toBe('file:data/market.db');
  });
});
