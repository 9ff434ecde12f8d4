import { z } from 'zod';
import { codePoints, isPlainLine } from '../../text.ts';
import {
  confirm_password,
  email,
  isSamePassword,
  PASSWORDS_DIFFER,
  password,
  username,
} from '../users/validation.ts';
import '../../jitless.ts';
import { WORD_LENGTH } from './limits.ts';

// A stranger at a browser that is still logged in does not know the current password.
const current_password = z
  .string('Enter your current password.')
  .min(1, 'Enter your current password.')
  .max(1_000, 'Enter your current password.');

export const usernameChangeSchema = z.object({ username, current_password });

export const emailChangeSchema = z.object({ email, current_password });

export const passwordChangeSchema = z
  .object({ current_password, password, confirm_password })
  .refine(isSamePassword, PASSWORDS_DIFFER);

// No digits, because “1,000 5 gold” would look like another amount. No markup and no hidden characters.
const WORD = /^(?:[\p{L}\p{Sc}\p{So}][\p{L}\p{M}\p{Sc}\p{So} .'’-]*)?$/u;

const word = z
  .string()
  .overwrite((text) => text.normalize('NFKC'))
  .trim()
  .refine(
    (text) => codePoints(text) <= WORD_LENGTH.most,
    `Use at most ${WORD_LENGTH.most} characters.`,
  )
  .refine(
    (text) => WORD.test(text) && isPlainLine(text),
    'Use letters and signs like €, and spaces between them.',
  )
  .default('');

/** The words for one credit and for several credits. Empty = the words of the market. */
export const creditWordsSchema = z.object({ credit_word: word, credit_words: word });

export const closingSchema = z.object({ current_password });

/** The button that ends a session. */
export const sessionEndSchema = z.object({
  session: z.string('There is no such session.').max(100),
});

/** A form without fields: only a button. */
export const emptySchema = z.object({});
