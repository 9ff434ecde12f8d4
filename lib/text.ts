import { z } from 'zod';
import './jitless.ts';

/** Length in Unicode code points, which is what SQLite's length() counts. */
export function codePoints(text: string): number {
  return [...text].length;
}

// Controls, zero-width and bidirectional marks, unassigned and private characters, and the
// replacement character that stands for text which was already damaged on its way here.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029\uFFFD]/u;
// The same, less what makes emoji and several scripts: zero-width joiner, non-joiner, and tags.
const JOINERS = /\u200C|\u200D|\uFE0E|\uFE0F|[\u{E0020}-\u{E007F}]/gu;
const LINE_BREAKS = /\r\n?|\n/g;

/** True when every character of a line of text can be seen, so that no two look the same. */
export function isPlainLine(text: string): boolean {
  return !INVISIBLE.test(text);
}

/** True for text of one or more lines, emoji sequences included. */
export function isPlainText(text: string): boolean {
  return !INVISIBLE.test(text.replace(LINE_BREAKS, ' ').replaceAll('\t', ' ').replace(JOINERS, ''));
}

/**
 * The form of a name by which two that look alike are found equal: Unicode NFKC, case folded, runs
 * of spaces as one. (Full case folding is lower case of upper case: “ß” and “SS” fold together.)
 */
export function lookAlikeKey(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .trim()
    .replace(/\s+/gu, ' ');
}

/** A positive whole number in ASCII digits, as an id or a price stands in a form. */
export const wholeNumber = (message: string, most = Number.MAX_SAFE_INTEGER) =>
  z
    .string(message)
    .regex(/^[1-9]\d{0,15}$/, message)
    .transform(Number)
    .refine((value) => value <= most, message);

/** The one-time key of a form, which a script may leave out: 8 to 64 letters, digits, `-` or `_`. */
export const oneTimeKey = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'The key of this form can’t be read.')
  .optional();
