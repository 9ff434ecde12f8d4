import { asAppError } from '@/lib/errors';
import { messageFor } from '@/lib/messages';
import { CREDITS } from '@/lib/money';

/** What to tell an operator of an error that has been foreseen: its sentence, and its cause's. */
export function sentenceOf(error: unknown): string {
  const known = asAppError(error);
  if (!known) return error instanceof Error ? error.message : String(error);
  const cause = known.cause instanceof Error ? ` ${known.cause.message}` : '';
  return `${messageFor(known, CREDITS)}${cause}`;
}
