import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runMarket } from '../e2e/support/server.ts';
import { VERSION } from '../lib/version.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();

describe('the command line', () => {
  it('prints its usage with --help, and without a command', async () => {
    const help = await here().market('--help');
    expect(help.code).toBe(0);
    for (const word of [
      'create',
      'reset',
      'users',
      'items',
      'jobs',
      'verify',
      'backup',
      'restore',
      'password',
      '--json',
    ]) {
      expect(help.stdout).toContain(word);
    }
    const { code, stdout } = await here().market();
    expect({ code, stdout }).toEqual({ code: 2, stdout: help.stdout });
    expect(existsSync(join(here().folder, 'market.db'))).toBe(false);
  });

  it('prints its version', async () => {
    const { code, stdout } = await here().market('--version');
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${VERSION}\n` });
  });

  it.each([
    [['verfy'], 'There is no command “verfy”; did you mean “verify”?'],
    [['toString'], 'There is no command “toString”.'],
    [['users', 'extra'], 'The command “users” takes nothing after it, and not “extra”.'],
    [['backup', 'a', 'b'], 'The command “backup” takes <file> alone, and not “b”.'],
    [['users', '--jsno'], 'There is no option “--jsno”; did you mean “--json”?'],
    [['users', '-x'], 'There is no option “-x”.'],
    [['users', '--json=yes'], 'The option --json takes no value.'],
  ])('refuses %j, names the wrong word, and does nothing', async (words, sentence) => {
    const { code, stdout, stderr } = await here().market(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect(readdirSync(here().folder)).toEqual([]);
  });

  it.each([
    ['without a scheme', 'market.db', /^DATABASE_URL must start with file:/],
    ['of another database', 'postgres://127.0.0.1/x', /^DATABASE_URL must start with file:/],
    ['below a file that is not a folder', 'file:/dev/null/market.db', /^There is no database at /],
    ['of a server that does not answer', 'http://127.0.0.1:9', /database can’t be reached/],
  ])('refuses a DATABASE_URL %s, with one sentence', async (_, wrong, sentence) => {
    const { code, stdout, stderr } = await runMarket(['users'], wrong);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
  });

  it('refuses a file that is not a database, and does not change the file', async () => {
    const text = 'Minutes of the last meeting. '.repeat(100);
    writeFileSync(join(here().folder, 'market.db'), text);
    const { code, stderr } = await here().market('create');
    expect(code).toBe(1);
    expect(stderr).toMatch(/market\.db has no market in it, and is left as it is\.$/m);
    expect(readdirSync(here().folder)).not.toContain('market.db-mark');
    expect(readFileSync(join(here().folder, 'market.db'), 'utf8')).toBe(text);
  });
});
