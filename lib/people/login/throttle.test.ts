import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { moveClock } from '@/db/testing/clock';
import { databasePerTest } from '@/db/testing/database';
import { countAttempt, LIMITS, WINDOW } from './throttle.ts';

const db = databasePerTest();

const tooMany = (minutes: unknown = expect.any(Number)) =>
  expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS', details: { minutes } });

async function fail(times: number, account = 'ada', address = '203.0.113.1') {
  for (let time = 0; time < times; time += 1) await countAttempt(account, address);
}

/** Attempts that fail from one address, each at another account. */
async function failAtMany(times: number, address: string) {
  for (let time = 0; time < times; time += 1) await countAttempt(`account${time}`, address);
}

/** Attempts at one account that fail, each from another address. */
async function failFromMany(times: number, account: string) {
  for (let time = 0; time < times; time += 1) await countAttempt(account, `198.51.100.${time}`);
}

describe('failed logins', () => {
  it('of one address at one account have a limit', async () => {
    await fail(LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(15));
    await countAttempt('ada', '203.0.113.2');
    await countAttempt('bea', '203.0.113.1');
  });

  it('of one account from everywhere have a limit', async () => {
    await failFromMany(LIMITS.account, 'ada');
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('bea', '203.0.113.1');
  });

  it('of one address at any account have a limit', async () => {
    await failAtMany(LIMITS.address, '203.0.113.1');
    await expect(countAttempt('somebody', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('somebody', '203.0.113.2');
  });

  it('beyond an address’s limit do not shut the owner out, from elsewhere', async () => {
    for (let time = 0; time < 5 * LIMITS.account; time += 1) {
      await countAttempt('ada', '203.0.113.66').catch(() => {});
    }
    await countAttempt('ada', '203.0.113.7');
  });

  it('beyond the limit at one account leave the address what it has for others', async () => {
    for (let time = 0; time < 2 * LIMITS.address; time += 1) {
      await countAttempt('ada', '203.0.113.1').catch(() => {});
    }
    await countAttempt('bea', '203.0.113.1');
  });

  it('of strangers are not those of a device that the member has used, nor the other way round', async () => {
    await failFromMany(LIMITS.account, 'ada');
    await failAtMany(LIMITS.address, '203.0.113.1');
    for (let time = 0; time < LIMITS.knownDevice; time += 1) {
      await countAttempt('ada', '203.0.113.1', 'device');
    }
    await expect(countAttempt('ada', '203.0.113.1', 'device')).rejects.toEqual(tooMany(15));
    await countAttempt('ada', '203.0.113.1', 'another device');
    await countAttempt('bea', '203.0.113.1', 'device');
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('bea', '203.0.113.2');
  });

  it('all at once are all counted', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => countAttempt('ada', '203.0.113.1')),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      LIMITS.accountFromAddress,
    );
  });

  it('are forgotten when their window ends, and not before', async () => {
    await fail(LIMITS.accountFromAddress);
    await moveClock(db(), WINDOW - 60_000);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(1));
    await moveClock(db(), 60_001);
    await countAttempt('ada', '203.0.113.1');
    const [row] = await db().orm.all<{ rows: number }>(
      sql`select count(*) rows from login_failures`,
    );
    expect(row?.rows).toBe(3);
  });

  it('begin a whole new window, with a whole new limit, in the row of a window that has ended', async () => {
    await fail(LIMITS.accountFromAddress);
    const ended = Date.now() - 3 * WINDOW;
    await db().write([sql`update login_failures set window_ends_at = ${ended}`]);
    await fail(LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(15));
  });

  it('are kept under names that tell nothing', async () => {
    await countAttempt('my-password-by-mistake', '203.0.113.1');
    const rows = await db().orm.all(sql`select * from login_failures`);
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/my-password|203\.0/);
  });
});

describe('a login that turns out right', () => {
  it('is not held against anybody', async () => {
    for (let time = 0; time < 3 * LIMITS.address; time += 1) {
      const takeBack = await countAttempt('ada', '203.0.113.1');
      await takeBack();
    }
    await fail(LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });

  it('does not wipe out the failures of others', async () => {
    await fail(LIMITS.accountFromAddress - 1);
    const takeBack = await countAttempt('ada', '203.0.113.1');
    await takeBack();
    await fail(1);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });

  it('gives nobody a credit of attempts', async () => {
    const takeBack = await countAttempt('ada', '203.0.113.1');
    await takeBack();
    await takeBack();
    await takeBack();
    await fail(LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });
});
