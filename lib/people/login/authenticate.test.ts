import { hashSync } from 'bcryptjs';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { registerUser } from '../users/mutations.ts';
import { authenticate } from './authenticate.ts';
import { deviceOf } from './known-device.ts';
import { countAttempt, LIMITS } from './throttle.ts';

const db = databasePerTest();

const ada = { username: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const twice = (password: string) => ({ username: 'Ada', password: `${password}\0${password}` });
// Few rounds, so that not every test pays for 2^12 of them; what registering stores is tested with it.
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

  it.each(['Ada', 'ada', ' ADA ', 'Ａda'])('knows the member by %s', async (username) => {
    expect(await authenticate({ username, password: ada.password }, '203.0.113.1')).toEqual({
      userId,
      passwordHash,
    });
  });

  it.each([
    ['another password', { username: 'Ada', password: 'correct horse batterz' }],
    ['the password in capitals', { username: 'Ada', password: ada.password.toUpperCase() }],
    ['the password and more', { username: 'Ada', password: `${ada.password}\0more` }],
    ['the password twice, which is the same to bcrypt', twice(ada.password)],
    ['no password', { username: 'Ada', password: '' }],
    ['a name that nobody has', { username: 'Bea', password: ada.password }],
    ['the email address', { username: ada.email, password: ada.password }],
  ])('refuses %s, always in the same words', async (_, credentials) => {
    await expect(authenticate(credentials, '203.0.113.1')).rejects.toEqual(wrong);
  });

  it('counts wrong ones, and not right ones', async () => {
    const right = { username: 'Ada', password: ada.password };
    const guess = { username: 'Ada', password: 'a wrong password' };
    await authenticate(right, '203.0.113.1');
    const guesses = await Promise.allSettled(
      Array.from({ length: LIMITS.accountFromAddress }, () => authenticate(guess, '203.0.113.1')),
    );
    for (const outcome of guesses) expect(outcome).toMatchObject({ reason: wrong });
    await expect(authenticate(right, '203.0.113.1')).rejects.toEqual(
      expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS' }),
    );
    expect(await authenticate(right, '203.0.113.2')).toMatchObject({ userId });
  });

  it('goes on for the member’s own device where others have guessed too often', async () => {
    const right = { username: 'Ada', password: ada.password };
    const guess = { username: 'Ada', password: 'a wrong password' };
    for (let time = 0; time < LIMITS.accountFromAddress; time += 1) {
      await countAttempt('ada', '203.0.113.1');
    }
    const tooMany = expect.objectContaining({ code: 'TOO_MANY_ATTEMPTS' });
    const own = deviceOf(undefined, userId);
    const another = deviceOf(undefined, userId + 1);
    for (const device of [undefined, another, `${own.slice(0, -1)}_`, '']) {
      await expect(authenticate(right, '203.0.113.1', device)).rejects.toEqual(tooMany);
    }
    await expect(authenticate(guess, '203.0.113.1', own)).rejects.toEqual(wrong);
    expect(await authenticate(right, '203.0.113.1', own)).toMatchObject({ userId });
  });
});

describe('a password of 72 bytes', () => {
  it('is not had by one that goes on', async () => {
    const longest = { ...ada, password: 'x'.repeat(72) };
    const { userId } = await registerUser(longest);
    const more = { username: 'Ada', password: 'x'.repeat(73) };
    await expect(authenticate(more, '203.0.113.1')).rejects.toEqual(wrong);
    expect(await authenticate(longest, '203.0.113.1')).toMatchObject({ userId });
  });
});
