import { describe, expect, it } from 'vitest';
import { creditWordsSchema } from './validation.ts';

const read = (credit_word: string, credit_words = '') =>
  creditWordsSchema.safeParse({ credit_word, credit_words });

describe('the words for credits', () => {
  it.each([
    'shell',
    'Bären-Taler',
    'pièces d’or',
    "l'écu",
    'pt.',
    '€',
    '★',
    '🪙',
    'שקל',
    'x'.repeat(20),
  ])('may be %s', (word) => {
    expect(read(word, word).data).toEqual({ credit_word: word, credit_words: word });
  });

  it('are normalized to NFKC, without spaces around them', () => {
    expect(read('\u00a0ｇｏｌｄ ', 'ﬁns').data).toEqual({
      credit_word: 'gold',
      credit_words: 'fins',
    });
  });

  it('are empty when they are absent', () => {
    expect(creditWordsSchema.parse({})).toEqual({ credit_word: '', credit_words: '' });
  });

  it.each([
    ['a digit, which would make another amount', '000'],
    ['a digit of another script', 'gold ٣'],
    ['a sign that stands for digits', '½'],
    ['a beginning that would go on from the amount', ',5'],
    ['markup', '<b>gold</b>'],
    ['an entity', '&euro;'],
    ['a quote', 'g"old'],
    ['a line break', 'gold\ncoins'],
    ['a NUL', 'go\0ld'],
    ['what turns the direction of writing', '\u202egold'],
    ['what cannot be seen', 'go\u200bld'],
    ['damaged text', 'gold\ufffd'],
    ['half a character', 'gold\ud800'],
  ])('refuse %s', (_, word) => {
    for (const form of [read(word), read('', word)]) {
      expect(form.error?.issues[0]?.message).toBe(
        'Use letters and signs like €, and spaces between them.',
      );
    }
  });

  it('refuse more than 20 characters after normalization', () => {
    for (const word of ['x'.repeat(21), 'ﬃ'.repeat(7)]) {
      expect(read(word).error?.issues[0]?.message).toBe('Use at most 20 characters.');
    }
  });
});
