import { describe, expect, it } from 'vitest';
import { placeText, SORTS, wantedOf } from './validation.ts';

const all = {
  q: '',
  from: null,
  affordable: false,
  category: null,
  new: false,
  sort: 'newest',
  after: null,
  before: null,
};

describe('what an address asks for', () => {
  it('is everything, when it says nothing', () => {
    expect(wantedOf({})).toEqual(all);
    expect(wantedOf({ q: '', from: '', category: '', sort: '', after: '', before: '' })).toEqual(
      all,
    );
  });

  it('is what it says', () => {
    expect(
      wantedOf({
        q: '  cre\u0300me \u0000 ',
        from: 'members',
        affordable: '1',
        category: 'Games',
        new: '1',
        sort: '-price',
        after: '12~3',
      }),
    ).toEqual({
      q: 'crème',
      from: 'members',
      affordable: true,
      category: 'Games',
      new: true,
      sort: '-price',
      after: { key: 12, id: 3 },
      before: null,
    });
  });

  it.each([
    { from: 'nobody' },
    { affordable: 'yes' },
    { new: ['1', '1'] },
    { sort: 'rating' },
    { q: ['a', 'b'] },
    { after: '5' },
    { after: '5~' },
    { after: '-5~5' },
    { after: '1e3~5' },
    { after: '9999999999999999~5' },
    { before: 'kite~5' },
    { sort: 'newest', after: ['1~2', '3~4'] },
    { sort: 'price; drop table items' },
  ])('is not what can’t be read: %j', (query) => {
    expect(wantedOf(query)).toEqual(all);
  });

  it('is searched for up to a length', () => {
    expect(wantedOf({ q: 'x'.repeat(5_000) }).q).toHaveLength(100);
  });

  it.each(SORTS)('is the place that was written, sorted by %s', (sort) => {
    const key = sort === 'name' ? 'A ~ of\u2019 “kites” ~' : 1_795_462_205_958;
    const place = { key, id: 65 };
    expect(wantedOf({ sort, after: placeText(place) }).after).toEqual(place);
    expect(wantedOf({ sort, before: placeText(place) }).before).toEqual(place);
  });
});
