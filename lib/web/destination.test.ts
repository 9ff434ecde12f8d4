import { describe, expect, it } from 'vitest';
import { safeDestination } from './destination.ts';
import { dressedDestinations, HOSTILE_DESTINATIONS } from './testing/destinations.ts';

const HERE = 'https://market.example';

describe('the page after the login', () => {
  it.each(HOSTILE_DESTINATIONS)('is the market for %j', (wanted) => {
    expect(safeDestination(wanted)).toBe('/market');
  });

  it.each([undefined, null, 0, 1, {}, [], ['/items'], ['//evil.example'], true, () => '/items'])(
    'is the market for what is no text: %o',
    (wanted) => expect(safeDestination(wanted)).toBe('/market'),
  );

  it.each([
    '/login',
    '/login?next=%2Flogin',
    '/register',
    '/join?code=x',
    '/logout',
    '/logout?x',
    '/./logout',
  ])('is not the way in or out again: %s', (wanted) =>
    expect(safeDestination(wanted)).toBe('/market'),
  );

  it.each([
    ['/', '/'],
    ['/market', '/market'],
    ['/market?before=12', '/market?before=12'],
    ['/items/3/buy', '/items/3/buy'],
    ['/items?q=a%2F%2Fb', '/items?q=a%2F%2Fb'],
    ['/items#sold', '/items'],
    ['/items/../market', '/market'],
    ['/a b', '/a%20b'],
    ['/ä', '/%C3%A4'],
    ['/market?next=//evil.example', '/market?next=//evil.example'],
    ['/@evil.example', '/@evil.example'],
    ['/%5cevil.example', '/%5cevil.example'],
    ['/%2f%2fevil.example', '/%2f%2fevil.example'],
    ['/%0d%0aSet-Cookie:%20x=1', '/%0d%0aSet-Cookie:%20x=1'],
  ])('is the one that was asked for when it is ours: %s', (wanted, path) => {
    expect(safeDestination(wanted)).toBe(path);
  });

  it('is on this site as a browser reads it, and can stand in a header', () => {
    const all = dressedDestinations();
    expect(all.length).toBeGreaterThan(500);
    for (const wanted of all) {
      const path = safeDestination(wanted);
      expect(new URL(path, HERE).origin, wanted).toBe(HERE);
      expect(() => new Headers({ location: path }), wanted).not.toThrow();
      expect(path, wanted).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    }
  });
});
