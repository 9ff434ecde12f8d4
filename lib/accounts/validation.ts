import { z } from 'zod';
import {
  confirm_password,
  email,
  isSamePassword,
  NOT_THE_SAME,
  password,
  username,
} from '../users/validation.ts';

// Whoever sits at a browser that somebody left logged in knows no password.
const current_password = z
  .string('Enter your current password.')
  .min(1, 'Enter your current password.')
  .max(1_000, 'Enter your current password.');

export const usernameChange = z.object({ username, current_password });

export const emailChange = z.object({ email, current_password });

export const passwordChange = z
  .object({ current_password, password, confirm_password })
  .refine(isSamePassword, NOT_THE_SAME);

export const closing = z.object({ current_password });

/** The button that ends a session. */
export const sessionEnd = z.object({ session: z.string('There is no such session.').max(100) });

/** A button alone. */
export const nothing = z.object({});
