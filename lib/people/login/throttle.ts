import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { loginFailures } from '@/db/schema';
import { AppError } from '../../errors.ts';

/** Failures allowed in one window, of each kind of subject. */
export const LIMITS = {
  /** One address at one account: somebody has forgotten a password, or is guessing. */
  accountFromAddress: 10,
  /** One account from everywhere: guesses from many addresses. */
  account: 20,
  /** One address at any account: room for a class with wrong passwords, none for a list of them. */
  address: 100,
  /** One account on a device where its member has logged in before: nobody else's guesses count. */
  knownDevice: 10,
  /** One address, of login codes: apart, so that wrong ones use up nobody's logins. */
  codes: 100,
};

/** From the first failure of a window to its end, in milliseconds. */
export const WINDOW = 15 * 60_000;

type Kind = keyof typeof LIMITS;
type Subject = { kind: Kind; name: string };

/**
 * Counts a login as failed before it is tried, so that a thousand at once don't all get through.
 * @param account the key of the username, whether or not there is such an account
 * @param address the client's address
 * @param knownDevice the device it is on, when the account's member has logged in there before
 * @returns takes the count back, for a login that turns out right or was not tried
 * @throws AppError TOO_MANY_ATTEMPTS with `minutes` to wait
 */
export async function countAttempt(
  account: string,
  address: string,
  knownDevice: string | null = null,
): Promise<() => Promise<void>> {
  // The narrow limits first: who is refused by one uses up no more of the wider ones, which others
  // share.
  const subjects = knownDevice
    ? [subject('knownDevice', account, knownDevice)]
    : [
        subject('accountFromAddress', account, address),
        subject('address', address),
        subject('account', account),
      ];
  return countAll(subjects);
}

/**
 * Counts a login code as wrong before it is looked up, as `countAttempt` does a login.
 * @param address the client's address
 * @returns takes the count back, for a code that turns out right or was not tried
 * @throws AppError TOO_MANY_ATTEMPTS with `minutes` to wait
 */
export function countCodeAttempt(address: string): Promise<() => Promise<void>> {
  return countAll([subject('codes', address)]);
}

async function countAll(subjects: Subject[]) {
  for (const one of subjects) await count(one);
  return () => takeBack(subjects);
}

async function count({ kind, name }: Subject) {
  const { orm, write } = database();
  const hasEnded = lt(loginFailures.windowEndsAt, now);
  const [counted] = await write([
    orm
      .insert(loginFailures)
      .values({ subject: name, failures: 1, windowEndsAt: fromNow(WINDOW) })
      .onConflictDoUpdate({
        target: loginFailures.subject,
        // A window that has ended begins anew.
        set: {
          failures: sql`case when ${hasEnded} then 1 else ${loginFailures.failures} + 1 end`,
          windowEndsAt: sql`case when ${hasEnded} then excluded.window_ends_at
            else ${loginFailures.windowEndsAt} end`,
        },
      })
      .returning({
        failures: loginFailures.failures,
        wait: sql<number>`${loginFailures.windowEndsAt} - ${now}`.as('wait'),
      }),
  ]);
  const row = counted?.rows[0];
  if (Number(row?.failures) > LIMITS[kind]) {
    const minutes = Math.ceil(Number(row?.wait) / 60_000);
    throw new AppError('TOO_MANY_ATTEMPTS', { minutes: Math.max(1, minutes) });
  }
}

async function takeBack(subjects: Subject[]) {
  const { orm, write } = database();
  await write(
    subjects.map(({ name }) =>
      orm
        .update(loginFailures)
        .set({ failures: sql`max(0, ${loginFailures.failures} - 1)` })
        .where(sql`${loginFailures.subject} = ${name}`),
    ),
  );
}

// Hashed, because what is typed as a username is sometimes a password.
function subject(kind: Kind, ...parts: string[]): Subject {
  const text = [kind, ...parts].join('\n');
  return { kind, name: createHash('sha256').update(text).digest('base64url') };
}
