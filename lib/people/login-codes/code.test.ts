import { describe, expect, it } from 'vitest';
import { formatLoginCode, hashLoginCode, newLoginCode } from './code.ts';
import { joiningSchema, normalizeLoginCode } from './validation.ts';

const codes = Array.from({ length: 2_000 }, newLoginCode);

describe('a login code', () => {
  it('has 12 characters that do not look alike, and 55 bits or more', () => {
    const characters = new Set(codes.join(''));
    for (const code of codes) expect(code).toMatch(/^[2-9ACDEFGHJKMNPQRTWXY]{12}$/);
    expect(12 * Math.log2(characters.size)).toBeGreaterThan(55);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('has each character equally often in each position', () => {
    for (let place = 0; place < 12; place += 1) {
      const counts = new Map<string, number>();
      for (const code of codes) {
        const character = code[place] ?? '';
        counts.set(character, (counts.get(character) ?? 0) + 1);
      }
      expect(counts.size).toBe(26);
      expect(Math.max(...counts.values())).toBeLessThan((3 * codes.length) / 26);
    }
  });

  it('is formatted in groups of four', () => {
    expect(formatLoginCode('ACDEFGHJKMNP')).toBe('ACDE-FGHJ-KMNP');
    expect(normalizeLoginCode(formatLoginCode(codes[0] ?? ''))).toBe(codes[0]);
  });

  it.each([
    'ACDE-FGH2-KMNP',
    'acde-fgh2-kmnp',
    'ACDEFGH2KMNP',
    ' acde fgh2 kmnp\t',
    'AC DE–FG—H2‑KM\u00a0NP',
    'ＡＣＤＥ－ＦＧＨ２－ＫＭＮＰ',
  ])('is the same in any case, with or without dashes and blanks: %s', (typed) => {
    expect(normalizeLoginCode(typed)).toBe('ACDEFGH2KMNP');
    expect(joiningSchema.parse(formWith(typed)).code).toBe('ACDEFGH2KMNP');
  });

  it('has a different hash for each code', () => {
    const hashes = codes.map(hashLoginCode);
    expect(new Set(hashes).size).toBe(codes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[\w-]{43}$/);
  });
});

describe('the form for a login code', () => {
  const messages = (form: Record<string, unknown>) =>
    joiningSchema.safeParse(form).error?.issues.map(({ path, message }) => [path[0], message]);

  it.each([undefined, '', ' - '])('asks for the code when the field is %j', (code) => {
    expect(messages(formWith(code))).toEqual([['code', 'Enter your login code.']]);
  });

  it.each(['ABCD-EFGH-JKL', 'ABCD-EFGH-JKLMN', 'x'.repeat(100_000)])(
    'says how long a code is, to one of another length',
    (code) => {
      expect(messages(formWith(code))).toEqual([
        ['code', 'A login code has 12 letters and digits. Look at yours again.'],
      ]);
    },
  );

  it('has the same rules for passwords as the registration', () => {
    expect(messages(formWith('ACDEFGH2KMNP', 'short'))).toEqual([
      ['password', 'Use at least 8 characters.'],
    ]);
    expect(messages({ ...formWith('ACDEFGH2KMNP'), confirm_password: 'another one' })).toEqual([
      ['confirm_password', 'The two passwords are not the same.'],
    ]);
  });
});

function formWith(code: unknown, password = 'a new password') {
  return { code, password, confirm_password: password };
}
