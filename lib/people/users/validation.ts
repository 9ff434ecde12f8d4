import { z } from 'zod';
import { codePoints, isPlainLine } from '../../text.ts';
import { byteLengthOf, isSafeForBcrypt } from '../passwords/readable.ts';
import '../../jitless.ts';
import { EMAIL_LENGTH, PASSWORD_BYTES, USERNAME_LENGTH } from './limits.ts';

export const username = z
  .string('Enter a username.')
  .trim()
  .normalize('NFC')
  .min(1, 'Enter a username.')
  .refine((text) => codePoints(text) >= USERNAME_LENGTH.least, {
    error: `Use at least ${USERNAME_LENGTH.least} characters.`,
    when: ({ value }) => typeof value === 'string' && value !== '',
  })
  .refine(
    (text) => codePoints(text) <= USERNAME_LENGTH.most,
    `Use at most ${USERNAME_LENGTH.most} characters.`,
  )
  .refine(isPlainLine, 'Use letters, digits, spaces and signs that can be seen.');

export const email = z
  .string('Enter an email address.')
  .trim()
  .min(1, 'Enter an email address.')
  .max(EMAIL_LENGTH.most, `Use at most ${EMAIL_LENGTH.most} characters.`)
  .pipe(z.email('Enter an email address like name@example.org.'));

export const password = z
  .string('Enter a password.')
  .min(1, 'Enter a password.')
  .refine((text) => byteLengthOf(text) >= PASSWORD_BYTES.least, {
    error: `Use at least ${PASSWORD_BYTES.least} characters.`,
    when: ({ value }) => typeof value === 'string' && value !== '',
  })
  .refine(
    (text) => byteLengthOf(text) <= PASSWORD_BYTES.most,
    `Use at most ${PASSWORD_BYTES.most} bytes: that is ${PASSWORD_BYTES.most} plain letters, fewer with accents or emoji.`,
  )
  .refine(isSafeForBcrypt, {
    error: 'This password has a character that can’t be typed again. Leave it out.',
    when: ({ value }) => typeof value === 'string' && byteLengthOf(value) <= PASSWORD_BYTES.most,
  });

export const confirm_password = z
  .string('Enter the password again.')
  .min(1, 'Enter the password again.');

type EnteredTwice = { password: string; confirm_password: string };

/** The check for `refine`, for a form with a password and its repetition. */
export const isSamePassword = (form: EnteredTwice) => form.password === form.confirm_password;

export const PASSWORDS_DIFFER = {
  path: ['confirm_password'],
  error: 'The two passwords are not the same.',
  when: ({ value }: { value: unknown }) => {
    const form = value as Partial<EnteredTwice>;
    return Boolean(form.password) && Boolean(form.confirm_password);
  },
};

export const registrationSchema = z
  .object({ username, email, password, confirm_password })
  .refine(isSamePassword, PASSWORDS_DIFFER);

export type Registration = z.infer<typeof registrationSchema>;

export const loginSchema = z.object({
  username: z
    .string('Enter your username.')
    .trim()
    .min(1, 'Enter your username.')
    .max(200, 'Enter your username.'),
  password: z
    .string('Enter your password.')
    .min(1, 'Enter your password.')
    .refine(
      isSafeForBcrypt,
      `No password here is longer than ${PASSWORD_BYTES.most} bytes or has characters that can’t be typed again.`,
    ),
  /** A checkbox: any value means yes. */
  remember: z.string().optional(),
  /** The path to go to after the login. `safeDestination` checks the path. */
  next: z.string().optional(),
});
