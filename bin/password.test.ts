import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { hashLoginCode } from '../lib/people/login-codes/code.ts';
import { normalizeLoginCode } from '../lib/people/login-codes/validation.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();

type Row = { user_id: number; code_hash: string; expires_at: number };

const stored = () =>
  here().withDatabase(({ orm }) =>
    orm.all<Row>(sql`select user_id, code_hash, expires_at from login_codes`),
  );

describe('password', () => {
  beforeEach(async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
    await here().write(sql`update users set username = 'Ada'`);
  });

  it('prints a code, how long it is valid, and where to type it', async () => {
    const { code, stdout, stderr } = await here().market('password', 'ADA');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [, printed = ''] = /^The login code of Ada is (\w{4}-\w{4}-\w{4})\n/.exec(stdout) ?? [];
    expect(stdout).toContain('once, within 24 hours');
    expect(stdout).toContain('/join');
    const rows = await stored();
    expect(rows).toEqual([
      {
        user_id: 1,
        code_hash: hashLoginCode(normalizeLoginCode(printed)),
        expires_at: expect.any(Number),
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain(normalizeLoginCode(printed));
  });

  it('prints the same as JSON, and replaces an earlier code', async () => {
    await here().market('password', 'ada');
    const [before] = await stored();
    const { stdout } = await here().market('password', 'ada', '--json');
    const made = JSON.parse(stdout);
    expect(made).toEqual({
      username: 'Ada',
      code: expect.stringMatching(/^\w{4}-\w{4}-\w{4}$/),
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      path: '/join',
    });
    const [after, ...others] = await stored();
    expect(others).toEqual([]);
    expect(after?.code_hash).not.toBe(before?.code_hash);
    expect(new Date(made.expiresAt).getTime()).toBe(after?.expires_at);
  });

  it('accepts a name of several words', async () => {
    await here().write(sql`update users set username = 'Ada L', username_key = 'ada l'`);
    const { stdout } = await here().market('password', 'Ada', 'L');
    expect(stdout).toMatch(/^The login code of Ada L is /);
  });

  it.each([
    ['nobody has', ['bea'], /^No member is called “bea”\./],
    ['somebody had who is gone', ['ada'], /^No member is called “ada”\./],
    ['is missing', [], /^Say whose: npm run market -- password <user>$/],
    ['is blank', [' '], /^Say whose: npm run market -- password <user>$/],
  ])('refuses a name that %s, in a sentence', async (_, operands, sentence) => {
    await here().write(
      sql`update users set closed_at = 1, username = 'Closed account', username_key = 'closed  1'`,
    );
    const { code, stdout, stderr } = await here().market('password', ...operands);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim()).toMatch(sentence);
    expect(stderr.trim()).not.toContain('\n');
    expect(await stored()).toEqual([]);
  });
});

it('password creates no database when its operand is missing', async () => {
  expect((await here().market('password')).code).toBe(1);
  expect(existsSync(join(here().folder, 'market.db'))).toBe(false);
});
