import { describe, expect, it } from 'vitest';
import {
  codePoints,
  isPlainLine,
  isPlainText,
  lookAlikeKey,
  oneTimeKey,
  wholeNumber,
} from './text.ts';

describe('look-alike keys', () => {
  it.each([
    ['Ada', 'ADA'],
    ['Ada', 'ada'],
    ['Jose\u0301', 'José'],
    ['ﬁnn', 'finn'],
    ['Ａｄａ', 'ada'],
    ['①', '1'],
    ['x²', 'x2'],
    ['Ⅳ', 'iv'],
    ['K\u212Aelvin', 'kkelvin'],
    ['\u212Bngström', 'ångström'],
    ['straße', 'STRASSE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
    ['ada\u00a0lovelace', 'ada lovelace'],
    ['ada\u2003lovelace', 'ada lovelace'],
    ['ada   lovelace', 'ada lovelace'],
    ['  ada ', 'ada'],
    ['한글', '한글'],
    ['ﷺ', 'صلى الله عليه وسلم'],
  ])('find %s and %s equal', (one, other) => {
    expect(lookAlikeKey(one)).toBe(lookAlikeKey(other));
  });

  it.each([
    ['ada', 'adam'],
    ['ada', 'a da'],
    ['jose', 'josé'],
    ['o', '0'],
    ['l', '1'],
    ['ada', 'аda'],
  ])('tell %s and %s apart', (one, other) => {
    expect(lookAlikeKey(one)).not.toBe(lookAlikeKey(other));
  });

  it('of a key are the key', () => {
    for (const text of ['Ada', 'straße', 'İstanbul', 'ǅ', 'ﬃ', 'ᾳ', 'ΐ', 'ŉ', '½', '㎏', 'ẛ̣']) {
      expect(lookAlikeKey(lookAlikeKey(text)), text).toBe(lookAlikeKey(text));
    }
  });
});

describe('plain text', () => {
  const invisible = [
    'a\u0000b',
    'a\u0007b',
    'a\u007fb',
    'a\u00adb',
    'a\u200bb',
    'a\u2028b',
    'a\u202eb',
    'a\u2066b',
    'a\ufeffb',
    'a\ufffdb',
    'a\ud800b',
    'a\ue000b',
    'a\u{10ffff}b',
  ];
  it.each(invisible)('has nothing that can’t be seen: %j', (text) => {
    expect(isPlainLine(text)).toBe(false);
    expect(isPlainText(text)).toBe(false);
  });

  it.each(['Ada', 'José', '李小龍', 'محمد', 'नमस्ते', 'ada lovelace', "O'Neil", '🙂', 'x²'])(
    'may be of any script: %s',
    (text) => {
      expect(isPlainLine(text)).toBe(true);
      expect(isPlainText(text)).toBe(true);
    },
  );

  it('has lines and joined emoji where there is room for them', () => {
    for (const text of ['one\ntwo', 'one\r\ntwo', 'a\tb', '👩‍🚀', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'می‌خواهم']) {
      expect(isPlainText(text), text).toBe(true);
    }
    for (const text of ['one\ntwo', '👩‍🚀']) expect(isPlainLine(text), text).toBe(false);
  });
});

describe('lengths', () => {
  it('are counted as the database counts them', () => {
    expect(codePoints('aé🙂')).toBe(3);
    expect(codePoints('')).toBe(0);
  });
});

describe('whole numbers of a form', () => {
  const schema = wholeNumber('No.');
  it.each([
    ['1', 1],
    ['42', 42],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
  ])('are read: %s', (text, value) => expect(schema.parse(text)).toBe(value));

  it.each([
    '',
    ' ',
    '0',
    '00',
    '01',
    '-1',
    '+1',
    '1.0',
    '1,000',
    '1e3',
    '0x10',
    '٣',
    '１',
    ' 1',
    '1 ',
    '1\n',
    'NaN',
    'Infinity',
    '9007199254740992',
    '9'.repeat(17),
    'one',
  ])('are refused: %j', (text) => expect(schema.safeParse(text).success).toBe(false));

  it('have a largest', () => {
    expect(wholeNumber('No.', 10).safeParse('10').success).toBe(true);
    expect(wholeNumber('No.', 10).safeParse('11').success).toBe(false);
  });
});

describe('the one-time key of a form', () => {
  it.each(['a'.repeat(8), 'Z-_9'.repeat(16)])('may be %s', (key) => {
    expect(oneTimeKey.parse(key)).toBe(key);
  });

  it('may be left out', () => {
    expect(oneTimeKey.parse(undefined)).toBeUndefined();
  });

  it.each(['', 'a'.repeat(7), 'a'.repeat(65), 'with space', 'späte1234'])('is not “%s”', (key) => {
    expect(oneTimeKey.safeParse(key).success).toBe(false);
  });
});
