import { z } from 'zod';
import './jitless.ts';

/** The length of a text in Unicode code points, as SQLite's length() counts it. */
export function codePoints(text: string): number {
  return [...text].length;
}

// Control characters, zero-width and bidirectional marks, unassigned and private characters, and
// the replacement character, which stands for damaged text.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029\uFFFD]/u;
// Invisible characters that emoji and several scripts need: zero-width joiner and non-joiner,
// variation selectors, and tags.
const JOINERS = /\u200C|\u200D|\uFE0E|\uFE0F|[\u{E0020}-\u{E007F}]/gu;
const LINE_BREAKS = /\r\n?|\n/g;

/** True when a line of text has no invisible character. Such characters would hide a difference. */
export function isPlainLine(text: string): boolean {
  return !INVISIBLE.test(text);
}

/**
 * True when a text of one or more lines has no invisible character, except those that emoji need.
 */
export function isPlainText(text: string): boolean {
  return !INVISIBLE.test(text.replace(LINE_BREAKS, ' ').replaceAll('\t', ' ').replace(JOINERS, ''));
}

/**
 * The key of a name: names that look alike have the same key. It is Unicode NFKC, with case folded
 * and each run of spaces as one space. The lower case of the upper case makes “ß” and “SS” equal.
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

/**
 * The schema of a positive whole number in ASCII digits, such as an id or a price in a form.
 * @param message the error message for any other text
 * @param max the largest number that passes
 */
export const wholeNumber = (message: string, max = Number.MAX_SAFE_INTEGER) =>
  z
    .string(message)
    .regex(/^[1-9]\d{0,15}$/, message)
    .transform(Number)
    .refine((value) => value <= max, message);

/**
 * The one-time key of a form: 8 to 64 ASCII letters, digits, `-` or `_`. Scripts may leave it out.
 */
export const oneTimeKey = z
  .string()
  .regex(/^[\w-]{8,64}$/, 'The key of this form can’t be read.')
  .optional();
