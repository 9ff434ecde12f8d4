import bcrypt from 'bcryptjs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PATIENT, scaled, seed } from '@/testing/scale';
import { loginSchema, password } from '../users/validation.ts';
import { passwordMatches } from './bcrypt.ts';

/** The lowest cost of bcrypt. The cost does not change which bytes of a password bcrypt reads. */
const LEAST_COST = 4;

const BASES = [
  'correct horse',
  'x'.repeat(72),
  'x'.repeat(71),
  `${'x'.repeat(71)}é`,
  'é'.repeat(36),
  '🙂'.repeat(18),
  '👩‍👩‍👧👩‍👩‍👧',
  'Jose\u0301 Jose\u0301',
  'José José',
  'ﬀﬁﬂﬃﬄſt',
  '\u202eabcdefgh',
  'abcdefgh\u200b',
  'abc\u0000defgh',
  'abcdefgh\u0000',
  '\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000',
  '\ud83d\ud83d\ud83d\ud83d',
  'abcdefgh\ufffd',
  '        ',
  '12345678',
];

const base = fc.oneof(
  fc.constantFrom(...BASES),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('a', '\0', 'é', 'e\u0301', '🙂', '\ud83d', '\ufffd', ' '),
    maxLength: 76,
  }),
);

/** Changes of a password that an attacker may try. */
const CHANGES: ((text: string) => string)[] = [
  (text) => `${text}\0`,
  (text) => `${text}\0${text}`,
  (text) => `${text}\0${text}\0${text}`,
  (text) => `${text}x`,
  (text) => `${text}${'y'.repeat(72)}`,
  (text) => `${text} `,
  (text) => ` ${text}`,
  (text) => text.slice(0, -1),
  (text) => text.slice(1),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFD'),
  (text) => text.normalize('NFKC'),
  (text) => text.replace(/\0.*/su, ''),
  (text) => text.replace(/[\ud800-\udfff]/g, '\ufffd'),
  (text) => text.replace('\ud83d', '\ud83e'),
  (text) => text.replace('\u200d', ''),
  (text) => [...text].reverse().join(''),
  (text) => Buffer.from(text).subarray(0, 72).toString(),
  (text) => Buffer.from(text).toString('latin1'),
];

const pair = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(base, fc.constantFrom(...CHANGES))
      .map(([text, change]) => [text, change(text)]),
  },
  { weight: 1, arbitrary: fc.tuple(base, base) },
) as fc.Arbitrary<[string, string]>;

it(`two different passwords never match (seed ${seed})`, PATIENT, async () => {
  let hashed = 0;
  await fc.assert(
    fc.asyncProperty(pair, async ([one, other]) => {
      const accepted = password.safeParse(one);
      if (!accepted.success) {
        expect(accepted.error.issues[0]?.message).toMatch(
          /^(Use at (least|most)|Enter a|This password)/,
        );
        return;
      }
      hashed += 1;
      const hash = bcrypt.hashSync(one, LEAST_COST);
      expect(await passwordMatches(one, hash)).toBe(true);
      expect(await passwordMatches(other, hash)).toBe(other === one);
    }),
    { seed, numRuns: scaled(300, 10_000) },
  );
  expect(hashed).toBeGreaterThan(scaled(50, 2_000));
});

it.each(['x'.repeat(73), 'é'.repeat(37), '🙂'.repeat(19), 'abcdefgh\0', 'abcdefgh\ud83d'])(
  'the login refuses a password that no account can have, and says why: %j',
  (text) => {
    const { error } = loginSchema.safeParse({ username: 'Ada', password: text });
    expect(error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('72 bytes'),
    ]);
  },
);
