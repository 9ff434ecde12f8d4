import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { registerUser } from '../users/mutations.ts';
import { authenticate } from './authenticate.ts';
import { LIMITS } from './throttle.ts';

databasePerTest();

const ada = { username: 'Ada', email: 'ada@example.org', password: 'correct horse battery' };
const wrong = expect.objectContaining({ code: 'WRONG_CREDENTIALS' });

describe('logging in', () => {
  let userId: number;

  beforeEach(async () => {
    ({ userId } = await registerUser(ada));
  });

  it.each(['Ada', 'ada', ' ADA ', 'Ａda'])('knows the member by %s', async (username) => {
    expect(await authenticate({ username, password: ada.password }, '203.0.113.1')).toEqual({
      userId,
    });
  });

  it.each([
    ['another password', { username: 'Ada', password: 'correct horse batterz' }],
    ['the password in capitals', { username: 'Ada', password: ada.password.toUpperCase() }],
    ['the password and more', { username: 'Ada', password: `${ada.password}\0more` }],
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
    expect(await authenticate(right, '203.0.113.2')).toEqual({ userId });
  });
});
