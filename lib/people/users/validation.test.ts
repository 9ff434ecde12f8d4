import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loginSchema, registrationSchema } from './validation.ts';

const good = {
  username: 'Ada',
  email: 'ada@example.org',
  password: 'correct horse',
  confirm_password: 'correct horse',
};

function errorsOf(form: Record<string, unknown>) {
  const result = registrationSchema.safeParse({ ...good, ...form });
  return result.success ? {} : z.flattenError(result.error).fieldErrors;
}

const withPassword = (password: string) => ({ password, confirm_password: password });

describe('a registration', () => {
  it('removes spaces around the username and the address, but not the password', () => {
    const password = '  correct horse ';
    expect(
      registrationSchema.parse({
        ...good,
        username: ' Jose\u0301 ',
        email: ' ada@example.org ',
        ...withPassword(password),
      }),
    ).toEqual({ ...good, username: 'José', ...withPassword(password) });
  });

  it.each([
    ['of 8 letters', 'abcdefgh'],
    ['of 72 letters', 'x'.repeat(72)],
    ['of 36 letters of two bytes', 'é'.repeat(36)],
    ['of 18 emoji', '🙂'.repeat(18)],
    ['of two emoji', '🙂🙂'],
  ])('accepts a password %s', (_, password) => {
    expect(errorsOf(withPassword(password))).toEqual({});
  });

  it.each([
    ['none', '', 'Enter a password.'],
    ['of 7 letters', 'abcdefg', 'Use at least 8 characters.'],
    ['of 73 letters', 'x'.repeat(73), 'Use at most 72 bytes'],
    ['of 37 letters of two bytes', 'é'.repeat(37), 'Use at most 72 bytes'],
    ['of 19 emoji', '🙂'.repeat(19), 'Use at most 72 bytes'],
    ['with a NUL, which would end it for bcrypt', 'abcdefgh\0ijk', 'can’t be typed again'],
    ['with half an emoji', 'abcdefgh\ud83d', 'can’t be typed again'],
    ['with a damaged letter', 'abcdefgh\ufffd', 'can’t be typed again'],
  ])('refuses a password: %s', (_, password, message) => {
    const errors = errorsOf(withPassword(password));
    expect(errors).toEqual({
      password: [expect.stringContaining(message)],
      ...(password === '' && { confirm_password: [expect.any(String)] }),
    });
  });

  it('shows only the first error of each field', () => {
    expect(errorsOf({ username: '', email: '', ...withPassword('') })).toEqual({
      username: ['Enter a username.'],
      email: ['Enter an email address.'],
      password: ['Enter a password.'],
      confirm_password: ['Enter the password again.'],
    });
  });

  it('treats absent fields like empty fields', () => {
    const result = registrationSchema.safeParse({});
    expect(z.flattenError(result.error as z.ZodError).fieldErrors).toEqual({
      username: ['Enter a username.'],
      email: ['Enter an email address.'],
      password: ['Enter a password.'],
      confirm_password: ['Enter the password again.'],
    });
  });

  it.each([
    ['x', 'Use at least 2 characters.'],
    ['🙂', 'Use at least 2 characters.'],
    ['x'.repeat(31), 'Use at most 30 characters.'],
    ['🙂'.repeat(31), 'Use at most 30 characters.'],
    ['a\u200bda', 'can be seen'],
    ['a\u202eda', 'can be seen'],
    ['a\nda', 'can be seen'],
  ])('refuses the username %j', (username, message) => {
    expect(errorsOf({ username })).toEqual({ username: [expect.stringContaining(message)] });
  });

  it.each(['Al', 'x'.repeat(30), '🙂'.repeat(30), 'O’Neil', 'ada lovelace', '李小龍'])(
    'takes the username %s',
    (username) => expect(errorsOf({ username })).toEqual({}),
  );

  it.each(['ada', 'ada@', '@example.org', 'ada@example', 'a b@example.org', 'ada@exa mple.org'])(
    'refuses the email address %s',
    (email) => expect(errorsOf({ email })).toHaveProperty('email'),
  );

  it('refuses two different passwords, with the error at the second field', () => {
    expect(errorsOf({ confirm_password: 'correct horsf' })).toEqual({
      confirm_password: ['The two passwords are not the same.'],
    });
  });
});

describe('a login', () => {
  it('needs only a username and a password, and reveals nothing about accounts', () => {
    expect(loginSchema.safeParse({ username: 'x', password: 'y' }).success).toBe(true);
    expect(loginSchema.safeParse({ username: '', password: 'y' }).success).toBe(false);
    expect(loginSchema.safeParse({ username: 'x', password: '' }).success).toBe(false);
    expect(loginSchema.safeParse({ username: 'x'.repeat(201), password: 'y' }).success).toBe(false);
    expect(loginSchema.safeParse({ username: 'x', password: 'y'.repeat(1_001) }).success).toBe(
      false,
    );
  });
});
