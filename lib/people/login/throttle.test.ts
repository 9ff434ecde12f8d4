import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { moveClock } from '@/db/testing/clock';
import { databasePerTest } from '@/db/testing/database';
import { countAttempt, FAILURE_LIMITS, WINDOW_MS } from './throttle.ts';

const db = databasePerTest();

const tooMany = (minutes: unknown = expect.any(Number)) =>
  expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS', details: { minutes } });

async function fail(times: number, account = 'ada', address = '203.0.113.1') {
  for (let time = 0; time < times; time += 1) await countAttempt(account, address);
}

/** Failed logins from one address, each at a different account. */
async function failAtMany(times: number, address: string) {
  for (let time = 0; time < times; time += 1) await countAttempt(`account${time}`, address);
}

/** Failed logins at one account, each from a different address. */
async function failFromMany(times: number, account: string) {
  for (let time = 0; time < times; time += 1) await countAttempt(account, `198.51.100.${time}`);
}

describe('failed logins', () => {
  it('from one address at one account have a limit', async () => {
    await fail(FAILURE_LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(15));
    await countAttempt('ada', '203.0.113.2');
    await countAttempt('bea', '203.0.113.1');
  });

  it('at one account from all addresses have a limit', async () => {
    await failFromMany(FAILURE_LIMITS.account, 'ada');
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('bea', '203.0.113.1');
  });

  it('from one address at all accounts have a limit', async () => {
    await failAtMany(FAILURE_LIMITS.address, '203.0.113.1');
    await expect(countAttempt('somebody', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('somebody', '203.0.113.2');
  });

  it('from a blocked address do not block the member at another address', async () => {
    for (let time = 0; time < 5 * FAILURE_LIMITS.account; time += 1) {
      await countAttempt('ada', '203.0.113.66').catch(() => {});
    }
    await countAttempt('ada', '203.0.113.7');
  });

  it('at a blocked account do not use up the limit of the address', async () => {
    for (let time = 0; time < 2 * FAILURE_LIMITS.address; time += 1) {
      await countAttempt('ada', '203.0.113.1').catch(() => {});
    }
    await countAttempt('bea', '203.0.113.1');
  });

  it('of strangers and of a known device are counted separately', async () => {
    await failFromMany(FAILURE_LIMITS.account, 'ada');
    await failAtMany(FAILURE_LIMITS.address, '203.0.113.1');
    for (let time = 0; time < FAILURE_LIMITS.knownDevice; time += 1) {
      await countAttempt('ada', '203.0.113.1', 'device');
    }
    await expect(countAttempt('ada', '203.0.113.1', 'device')).rejects.toEqual(tooMany(15));
    await countAttempt('ada', '203.0.113.1', 'another device');
    await countAttempt('bea', '203.0.113.1', 'device');
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
    await countAttempt('bea', '203.0.113.2');
  });

  it('are all counted when they come at the same time', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => countAttempt('ada', '203.0.113.1')),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(
      FAILURE_LIMITS.accountFromAddress,
    );
  });

  it('count until their window ends', async () => {
    await fail(FAILURE_LIMITS.accountFromAddress);
    await moveClock(db(), WINDOW_MS - 60_000);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(1));
    await moveClock(db(), 60_001);
    await countAttempt('ada', '203.0.113.1');
    const [row] = await db().orm.all<{ rows: number }>(
      sql`select count(*) rows from login_failures`,
    );
    expect(row?.rows).toBe(3);
  });

  it('begin a new window with the full limit after a window has ended', async () => {
    await fail(FAILURE_LIMITS.accountFromAddress);
    const ended = Date.now() - 3 * WINDOW_MS;
    await db().write([sql`update login_failures set window_ends_at = ${ended}`]);
    await fail(FAILURE_LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany(15));
  });

  it('are stored under hashed names', async () => {
    await countAttempt('my-password-by-mistake', '203.0.113.1');
    const rows = await db().orm.all(sql`select * from login_failures`);
    expect(rows).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/my-password|203\.0/);
  });
});

describe('a successful login', () => {
  it('does not count as a failure', async () => {
    for (let time = 0; time < 3 * FAILURE_LIMITS.address; time += 1) {
      const takeBack = await countAttempt('ada', '203.0.113.1');
      await takeBack();
    }
    await fail(FAILURE_LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });

  it('does not reset earlier failures', async () => {
    await fail(FAILURE_LIMITS.accountFromAddress - 1);
    const takeBack = await countAttempt('ada', '203.0.113.1');
    await takeBack();
    await fail(1);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });

  it('never makes the count of failures negative', async () => {
    const takeBack = await countAttempt('ada', '203.0.113.1');
    await takeBack();
    await takeBack();
    await takeBack();
    await fail(FAILURE_LIMITS.accountFromAddress);
    await expect(countAttempt('ada', '203.0.113.1')).rejects.toEqual(tooMany());
  });
});
