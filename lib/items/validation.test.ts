import { describe, expect, it } from 'vitest';
import { additionSchema, editSchema } from './validation.ts';

const kite = { name: 'Kite', category: '', description: '', asking_price: '120' };

/** The messages of all fields, in order. */
const told = (form: object) =>
  additionSchema.safeParse(form).error?.issues.map(({ message }) => message);

describe('the form that adds an item', () => {
  it('keeps the typed text without the spaces around it', () => {
    expect(
      additionSchema.parse({ ...kite, name: ' Cafe\u0301 ', asking_price: ' 120 ', offer: 'yes' }),
    ).toEqual({ name: 'Café', category: null, description: '', asking_price: 120, offer: 'yes' });
    expect(additionSchema.parse({ ...kite, category: 'Toys' })).toMatchObject({ category: 'Toys' });
  });

  it('converts all kinds of line ends to one kind', () => {
    const description = `${'x'.repeat(510)}\r\n\r\n${'y'.repeat(511)}\r`;
    expect(additionSchema.parse({ ...kite, description }).description).toBe(
      `${'x'.repeat(510)}\n\n${'y'.repeat(511)}`,
    );
    const full = `${'x'.repeat(511)}\r\n${'🪁'.repeat(512)}`;
    expect(additionSchema.safeParse({ ...kite, description: full }).success).toBe(true);
  });

  it.each([
    ['no name', { name: ' ' }, 'Enter a name.'],
    ['a name of 51 letters', { name: 'x'.repeat(51) }, 'Use at most 50 characters.'],
    ['a name nobody can see', { name: 'a\u202eb' }, 'Use characters that can be seen.'],
    [
      'a description of 1,025 letters',
      { description: 'x'.repeat(1_025) },
      'Use at most 1024 characters.',
    ],
    ['a description with a NUL', { description: 'a\0' }, 'Use characters that can be seen.'],
    ['no price', { asking_price: '' }, 'Enter an asking price.'],
    ['nothing for a price', { asking_price: undefined }, 'Enter an asking price.'],
    ['a price of nothing', { asking_price: '0' }, 'Use whole numbers in digits, at least 1.'],
    ['half a credit', { asking_price: '1.5' }, 'Use whole numbers in digits, at least 1.'],
    ['a price below nothing', { asking_price: '-1' }, 'Use whole numbers in digits, at least 1.'],
    ['an exponent', { asking_price: '1e3' }, 'Use whole numbers in digits, at least 1.'],
    ['digits of another script', { asking_price: '٣' }, 'Use whole numbers in digits, at least 1.'],
    [
      'more than the market can count',
      { asking_price: '1000000001' },
      'That is more than the market can count.',
    ],
    ['a key that is none', { key: 'x y' }, 'The key of this form can’t be read.'],
  ])('is refused with %s', (_, over, message) => {
    expect(told({ ...kite, ...over })).toEqual([message]);
  });
});

describe('the form that edits an item', () => {
  it('needs all fields', () => {
    const { error } = editSchema.safeParse({});
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'There is no such item.',
      'Enter a name.',
      'Enter a description, or leave it empty.',
    ]);
  });
});
