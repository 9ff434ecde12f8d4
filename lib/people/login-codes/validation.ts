import { z } from 'zod';
import {
  confirm_password,
  isSamePassword,
  PASSWORDS_DIFFER,
  password,
} from '../users/validation.ts';
import '../../jitless.ts';
import { LOGIN_CODE_LENGTH } from './limits.ts';

/**
 * Normalizes a typed login code: NFKC, capital letters, no spaces and no dashes of any kind.
 */
export function normalizeLoginCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
}

const code = z
  .string('Enter your login code.')
  .overwrite(normalizeLoginCode)
  .min(1, 'Enter your login code.')
  .refine((text) => text.length === LOGIN_CODE_LENGTH, {
    error: `A login code has ${LOGIN_CODE_LENGTH} letters and digits. Look at yours again.`,
    when: ({ value }) => typeof value === 'string' && value !== '',
  });

/** The form that sets a new password with a login code. */
export const joiningSchema = z
  .object({ code, password, confirm_password })
  .refine(isSamePassword, PASSWORDS_DIFFER);
