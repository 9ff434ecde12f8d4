import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMarket } from '../e2e/support/server.ts';
import { placePerTest } from './testing/market.ts';

const here = placePerTest();

describe('the command line', () => {
  it('prints its usage when asked, and when it is asked for something else', async () => {
    const help = await here().market('--help');
    expect(help.code).toBe(0);
    for (const word of [
      'create',
      'reset',
      'users',
      'items',
      'verify',
      'backup',
      'password',
      '--json',
    ]) {
      expect(help.stdout).toContain(word);
    }
    for (const args of [[], ['toString']]) {
      const { code, stdout } = await here().market(...args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: help.stdout });
    }
    expect(existsSync(join(here().folder, 'market.db'))).toBe(false);
  });

  it('refuses an option it does not know, in a sentence', async () => {
    const { code, stderr } = await here().market('users', '--jsno');
    expect(code).toBe(1);
    expect(stderr).toContain("Unknown option '--jsno'");
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['of no kind it knows', 'market.db', /^DATABASE_URL must start with file:/],
    ['of another database', 'postgres://127.0.0.1/x', /^DATABASE_URL must start with file:/],
    ['in a place that is no folder', 'file:/dev/null/market.db', /database can’t be reached/],
    ['of a server that is not there', 'http://127.0.0.1:9', /database can’t be reached/],
  ])('refuses a DATABASE_URL %s, in a sentence', async (_, wrong, sentence) => {
    const { code, stdout, stderr } = await runMarket(['users'], wrong);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
  });

  it('refuses a file that is no database, and leaves it as it is', async () => {
    const text = 'Minutes of the last meeting. '.repeat(100);
    writeFileSync(join(here().folder, 'market.db'), text);
    const { code, stderr } = await here().market('create');
    expect(code).toBe(1);
    expect(stderr).toMatch(/database can’t be reached/);
    expect(readFileSync(join(here().folder, 'market.db'), 'utf8')).toBe(text);
  });
});
