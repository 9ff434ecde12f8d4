import { describe, expect, it } from 'vitest';
import { SORTS } from './orders.ts';
import { readSearch, type Search, writeSearch } from './validation.ts';

const all: Search = {
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
    expect(readSearch({})).toEqual(all);
    expect(readSearch({ q: '', from: '', category: '', sort: '', after: '', before: '' })).toEqual(
      all,
    );
  });

  it('is what it says', () => {
    expect(
      readSearch({
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
    expect(readSearch(query)).toEqual(all);
  });

  it('is searched for up to a length', () => {
    expect(readSearch({ q: 'x'.repeat(5_000) }).q).toHaveLength(100);
  });

  it.each(SORTS)('is the position that was written, sorted by %s', (sort) => {
    const key = sort === 'name' ? 'A ~ of\u2019 “kites” ~' : 1_795_462_205_958;
    const cursor = { key, id: 65 };
    expect(readSearch(writeSearch({ sort, after: cursor })).after).toEqual(cursor);
    expect(readSearch(writeSearch({ sort, before: cursor })).before).toEqual(cursor);
  });

  it('is what was written, and nothing is written that says nothing new', () => {
    const query = {
      q: 'kite',
      from: 'market',
      category: 'Games',
      affordable: '1',
      new: '1',
      sort: '-price',
      before: '12~3',
    };
    expect(writeSearch(readSearch(query))).toEqual(query);
    expect(Object.keys(writeSearch(readSearch(query)))).toEqual(Object.keys(query));
    expect(writeSearch(all)).toEqual({});
  });
});
