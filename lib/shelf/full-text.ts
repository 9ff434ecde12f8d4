/** The two ways to look for a text: with its words as they are, or with the last word as a beginning. */
export type FullText = { whole: string; begun: string };

/** How many words of a text are looked for. More words would hardly change what is found. */
const MOST_WORDS = 12;

/**
 * A text in the query language of SQLite's full-text search. Every word stands in quotes, so that no
 * word is an operator. Null when the text has no letter and no digit, and so nothing to look for.
 */
export function fullTextOf(text: string): FullText | null {
  const words = text
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => `"${word.replaceAll('"', '""')}"`);
  if (words.length === 0) return null;
  const whole = words.join(' ');
  return { whole, begun: `${whole}*` };
}
