import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { database } from '@/db/database';
import { loginFailures } from '@/db/schema';
import { AppError } from '../errors.ts';

/** Failures allowed in one window, of each kind of subject. */
export const LIMITS = {
  /** One address at one account: somebody has forgotten a password, or is guessing. */
  accountFromAddress: 10,
  /** One account from everywhere: guesses from many addresses. */
  account: 20,
  /** One address at any account: room for a class with wrong passwords, none for a list of them. */
  address: 100,
};

/** From the first failure of a window to its end, in milliseconds. */
export const WINDOW = 15 * 60_000;

type Subjects = { account: string; address: string; accountFromAddress: string };

/**
 * Counts a login as failed before it is tried, so that a thousand at once don't all get through.
 * @param account the key of the username, whether or not there is such an account
 * @param address the client's address
 * @returns takes the count back, for a login that turns out right or was not tried
 * @throws AppError TOO_MANY_ATTEMPTS with `minutes` to wait
 */
export async function countAttempt(account: string, address: string): Promise<() => Promise<void>> {
  const subjects: Subjects = {
    account: subject('account', account),
    address: subject('address', address),
    accountFromAddress: subject('both', account, address),
  };
  // The narrow limits first: a blocked address must not use up the account's own allowance.
  await count(subjects, ['accountFromAddress', 'address']);
  await count(subjects, ['account']);
  return () => takeBack(Object.values(subjects));
}

async function count(subjects: Subjects, kinds: (keyof Subjects)[]) {
  const { orm, write } = database();
  const now = new Date();
  const windowEndsAt = new Date(now.getTime() + WINDOW);
  const results = await write([
    orm.delete(loginFailures).where(lt(loginFailures.windowEndsAt, now)),
    ...kinds.map((kind) =>
      orm
        .insert(loginFailures)
        .values({ subject: subjects[kind], failures: 1, windowEndsAt })
        .onConflictDoUpdate({
          target: loginFailures.subject,
          set: { failures: sql`${loginFailures.failures} + 1` },
        })
        .returning({ failures: loginFailures.failures, windowEndsAt: loginFailures.windowEndsAt }),
    ),
  ]);
  kinds.forEach((kind, index) => {
    const row = results[index + 1]?.rows[0];
    if (Number(row?.failures) > LIMITS[kind]) {
      const wait = Number(row?.window_ends_at) - now.getTime();
      throw new AppError('TOO_MANY_ATTEMPTS', { minutes: Math.max(1, Math.ceil(wait / 60_000)) });
    }
  });
}

async function takeBack(subjects: string[]) {
  const { orm, write } = database();
  await write(
    subjects.map((one) =>
      orm
        .update(loginFailures)
        .set({ failures: sql`max(0, ${loginFailures.failures} - 1)` })
        .where(sql`${loginFailures.subject} = ${one}`),
    ),
  );
}

// Hashed, because what is typed as a username is sometimes a password.
function subject(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}
