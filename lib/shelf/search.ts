/** The two ways a text is looked for: its words as they are, or the last one as a beginning. */
export type Match = { whole: string; begun: string };

/** The most words that are looked for; the rest says nothing new. */
const MOST_WORDS = 12;

/**
 * A text as SQLite's full-text search takes it: every word in quotes, so that none is an operator.
 * Null when there is no letter and no digit in it, and so nothing to look for.
 */
export function matchOf(text: string): Match | null {
  const words = text
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => `"${word.replaceAll('"', '""')}"`);
  if (words.length === 0) return null;
  const whole = words.join(' ');
  return { whole, begun: `${whole}*` };
}
