import { createHash } from 'node:crypto';
import { lt, sql } from 'drizzle-orm';
import { fromNow, now } from '@/db/clock';
import { database } from '@/db/database';
import { loginFailures } from '@/db/schema';
import { AppError } from '../../errors.ts';

/** How many failures each kind of subject may have within one window. */
export const FAILURE_LIMITS = {
  /** One address at one account: a member has forgotten a password, or somebody is guessing. */
  accountFromAddress: 10,
  /** One account from all addresses: somebody is guessing from many addresses. */
  account: 20,
  /** One address at all accounts: enough for a school class, too few for a list of passwords. */
  address: 100,
  /** One account on a device of its member: guesses of strangers do not count here. */
  knownDevice: 10,
  /** Login codes from one address. Wrong codes do not count as wrong logins. */
  codes: 100,
};

/** How long a window lasts after its first failure. */
export const WINDOW_MS = 15 * 60_000;

type Kind = keyof typeof FAILURE_LIMITS;
type Subject = { kind: Kind; name: string };

/**
 * Counts a login as failed before the password is checked. So the limit also holds for many logins at
 * the same time.
 * @param account the look-alike key of the username; the account need not exist
 * @param address the client's address
 * @param knownDevice the id of the device, if the member has logged in on it before
 * @returns a function that takes the count back, for a right login or a login that was not checked
 * @throws AppError TOO_MANY_ATTEMPTS with `minutes` to wait
 */
export async function countAttempt(
  account: string,
  address: string,
  knownDevice: string | null = null,
): Promise<() => Promise<void>> {
  // Narrow limits come first. A login that a narrow limit refuses does not count for the wider limits,
  // which other members share.
  const subjects = knownDevice
    ? [subjectOf('knownDevice', account, knownDevice)]
    : [
        subjectOf('accountFromAddress', account, address),
        subjectOf('address', address),
        subjectOf('account', account),
      ];
  return countAll(subjects);
}

/**
 * Counts a login code as wrong before the code is looked up, like `countAttempt` does for logins.
 * @param address the client's address
 * @returns a function that takes the count back, for a right code or a code that was not checked
 * @throws AppError TOO_MANY_ATTEMPTS with `minutes` to wait
 */
export function countCodeAttempt(address: string): Promise<() => Promise<void>> {
  return countAll([subjectOf('codes', address)]);
}

async function countAll(subjects: Subject[]) {
  for (const subject of subjects) await count(subject);
  return () => takeBack(subjects);
}

async function count({ kind, name }: Subject) {
  const { orm, write } = database();
  const hasEnded = lt(loginFailures.windowEndsAt, now);
  const [counted] = await write([
    orm
      .insert(loginFailures)
      .values({ subject: name, failures: 1, windowEndsAt: fromNow(WINDOW_MS) })
      .onConflictDoUpdate({
        target: loginFailures.subject,
        // If the window has ended, a new window begins.
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
  if (Number(row?.failures) > FAILURE_LIMITS[kind]) {
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

// The name is hashed, because people sometimes type a password into the field for the username.
function subjectOf(kind: Kind, ...parts: string[]): Subject {
  const text = [kind, ...parts].join('\n');
  return { kind, name: createHash('sha256').update(text).digest('base64url') };
}
