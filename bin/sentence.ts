import { asAppError } from '@/lib/errors';
import { messageFor } from '@/lib/messages';
import { CREDITS } from '@/lib/money';

/** The sentence of a known error for the operator, followed by the message of its cause. */
export function sentenceOf(error: unknown): string {
  const known = asAppError(error);
  if (!known) return error instanceof Error ? error.message : String(error);
  const cause = known.cause instanceof Error ? ` ${known.cause.message}` : '';
  return `${messageFor(known, CREDITS)}${cause}`;
}
