import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { claimDatabase } from '../db/claim.ts';
import { collectClosedConnections } from '../db/closed-connections.ts';
import { runMarket } from '../e2e/support/server.ts';
import { marketPerTest } from './testing/market.ts';

const here = marketPerTest();
const backup = () => join(here().folder, 'backup.db');
const members = () => here().count('users');

describe('restore', () => {
  beforeEach(async () => {
    here().copyBaseDatabase();
    await here().addMember('ada');
    await collectClosedConnections(join(here().folder, 'market.db'));
    copyFileSync(join(here().folder, 'market.db'), backup());
    await here().addMember('bob');
    await collectClosedConnections(join(here().folder, 'market.db'));
  });

  it('describes the backup, asks, restores it when the answer is yes, and can be undone', async () => {
    const no = await runMarket(['restore', backup()], here().url, 'no\n');
    expect(no).toMatchObject({ code: 1, stdout: 'Nothing has been changed.\n' });
    expect(no.stderr).toContain(`In ${backup()}:\n1 members, 0 items, 1 transfers.`);
    expect(no.stderr).toMatch(/Credits last moved: \d{4}-\d\d-\d\dT/);
    expect(await members()).toBe(2);
    await collectClosedConnections(join(here().folder, 'market.db'));

    const yes = await runMarket(['restore', backup()], here().url, 'yes\n');
    expect({ code: yes.code, stdout: yes.stdout }).toMatchObject({ code: 0 });
    expect(yes.stdout).toContain('What was there before is kept: ');
    expect(await members()).toBe(1);
    await collectClosedConnections(join(here().folder, 'market.db'));

    const undone = await here().market('restore', '--undo', '--yes', '--json');
    expect(undone).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(undone.stdout)).toEqual({
      restored: true,
      kept: expect.stringContaining('.before-restore-'),
    });
    expect(await members()).toBe(2);
    const kept = readdirSync(here().folder).filter((name) => name.includes('before-restore'));
    expect(kept).toHaveLength(1);
  }, 60_000);

  it('refuses a damaged backup, and a backup that breaks a money rule', async () => {
    const bytes = readFileSync(backup());
    bytes.fill('x', 2_048, 40_000);
    writeFileSync(join(here().folder, 'spoiled.db'), bytes);
    const spoiled = await here().market('restore', join(here().folder, 'spoiled.db'), '--yes');
    expect({ code: spoiled.code, stdout: spoiled.stdout }).toEqual({ code: 1, stdout: '' });
    expect(spoiled.stderr).not.toContain('    at ');

    const url = here().url;
    here().url = `file:${backup()}`;
    await here().write(
      sql`drop trigger users_budget_follows_ledger`,
      sql`update users set budget = 5000`,
    );
    await collectClosedConnections(backup());
    here().url = url;
    const wrong = await here().market('restore', backup(), '--yes');
    expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 1, stdout: '' });
    expect(wrong.stderr).toContain(`${backup()} is spoiled, so nothing has been changed.`);
    expect(wrong.stderr).toContain('member 1 has 5000, the ledger says 1000');
    expect(await members()).toBe(2);
    expect(readdirSync(here().folder).filter((name) => name.includes('restoring'))).toEqual([]);
  }, 60_000);

  it('is refused while a server runs, and names the server', async () => {
    const server = { address: 'http://127.0.0.1:3000', version: '9.9.9' };
    const claim = claimDatabase(here().url, server);
    const { code, stderr } = await here().market('restore', backup(), '--yes');
    claim.release();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `A server already runs on ${join(here().folder, 'market.db')}: process ${process.pid}, ` +
        'Market 9.9.9, at http://127.0.0.1:3000. Stop it first.\n',
    );
    expect(await members()).toBe(2);
  });

  it.each([
    ['a file that is not there', ['none.db'], undefined, 1, /^There is no file .*none\.db\.$/],
    ['no file at all', [], undefined, 2, /^Say what from: npm run market -- restore <file>/],
    ['to take back what never was', ['--undo'], undefined, 1, /^There is no restore to take back/],
    ['the database itself', ['market.db'], undefined, 1, /market\.db is the database itself\.$/],
    ['on a libSQL server', ['backup.db'], 'http://127.0.0.1:9', 1, /^The database is on a libSQL/],
  ])('refuses, in a sentence, %s', async (_, words, url, code, sentence) => {
    const args = words.map((word) => (word === '--undo' ? word : join(here().folder, word)));
    const refused = await runMarket(['restore', ...args, '--yes'], url ?? here().url);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code, stdout: '' });
    expect(refused.stderr.trim()).toMatch(sentence);
  });
});
