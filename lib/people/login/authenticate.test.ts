import { hashSync } from 'bcryptjs';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { registerUser } from '../users/mutations.ts';
import { authenticate } from './authenticate.ts';
import { addDeviceMember } from './known-device.ts';
import { countAttempt, FAILURE_LIMITS } from './throttle.ts';

const db = databasePerTest();

const ada = { username: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const twice = (password: string) => ({ username: 'Ada', password: `${password}\0${password}` });
// Few rounds keep the tests fast. The tests of the registration check the stored cost.
const passwordHash = hashSync(ada.password, 4);
const wrong = expect.objectContaining({ code: 'WRONG_CREDENTIALS' });

describe('logging in', () => {
  let userId: number;

  beforeEach(async () => {
    const [added] = await db().write([
      sql`insert into users (username, username_key, email, email_key, password_hash)
          values ('Ada', 'ada', ${ada.email}, ${ada.email}, ${passwordHash}) returning id`,
    ]);
    userId = Number(added?.rows[0]?.id);
  });

  it.each(['Ada', 'ada', ' ADA ', 'Ａda'])(
    'accepts the spelling %s of the username',
    async (username) => {
      expect(await authenticate({ username, password: ada.password }, '203.0.113.1')).toEqual({
        userId,
        passwordHash,
      });
    },
  );

  it.each([
    ['another password', { username: 'Ada', password: 'correct horse batterz' }],
    ['the password in capitals', { username: 'Ada', password: ada.password.toUpperCase() }],
    ['the password and more', { username: 'Ada', password: `${ada.password}\0more` }],
    ['the password twice, which is the same to bcrypt', twice(ada.password)],
    ['no password', { username: 'Ada', password: '' }],
    ['a name that nobody has', { username: 'Bea', password: ada.password }],
    ['the email address', { username: ada.email, password: ada.password }],
  ])('refuses %s with the same error', async (_, credentials) => {
    await expect(authenticate(credentials, '203.0.113.1')).rejects.toEqual(wrong);
  });

  it('counts wrong passwords, but not right passwords', async () => {
    const right = { username: 'Ada', password: ada.password };
    const guess = { username: 'Ada', password: 'a wrong password' };
    await authenticate(right, '203.0.113.1');
    const guesses = await Promise.allSettled(
      Array.from({ length: FAILURE_LIMITS.accountFromAddress }, () =>
        authenticate(guess, '203.0.113.1'),
      ),
    );
    for (const outcome of guesses) expect(outcome).toMatchObject({ reason: wrong });
    await expect(authenticate(right, '203.0.113.1')).rejects.toEqual(
      expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS' }),
    );
    expect(await authenticate(right, '203.0.113.2')).toMatchObject({ userId });
  });

  it('still works on the member’s own device after too many guesses of others', async () => {
    const right = { username: 'Ada', password: ada.password };
    const guess = { username: 'Ada', password: 'a wrong password' };
    for (let time = 0; time < FAILURE_LIMITS.accountFromAddress; time += 1) {
      await countAttempt('ada', '203.0.113.1');
    }
    const tooMany = expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS' });
    const own = addDeviceMember(undefined, userId);
    const another = addDeviceMember(undefined, userId + 1);
    for (const device of [undefined, another, `${own.slice(0, -1)}_`, '']) {
      await expect(authenticate(right, '203.0.113.1', device)).rejects.toEqual(tooMany);
    }
    await expect(authenticate(guess, '203.0.113.1', own)).rejects.toEqual(wrong);
    expect(await authenticate(right, '203.0.113.1', own)).toMatchObject({ userId });
  });
});

describe('a password of 72 bytes', () => {
  it('does not match a longer password with the same beginning', async () => {
    const longest = { ...ada, password: 'x'.repeat(72) };
    const { userId } = await registerUser(longest);
    const more = { username: 'Ada', password: 'x'.repeat(73) };
    await expect(authenticate(more, '203.0.113.1')).rejects.toEqual(wrong);
    expect(await authenticate(longest, '203.0.113.1')).toMatchObject({ userId });
  });
});
