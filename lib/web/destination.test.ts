import { describe, expect, it } from 'vitest';
import { safeDestination } from './destination.ts';
import { HOSTILE_DESTINATIONS, wrappedDestinations } from './testing/destinations.ts';

const HERE = 'https://market.example';

describe('safeDestination', () => {
  it.each(HOSTILE_DESTINATIONS)('gives the market for %j', (wanted) => {
    expect(safeDestination(wanted)).toBe('/market');
  });

  it.each([undefined, null, 0, 1, {}, [], ['/items'], ['//evil.example'], true, () => '/items'])(
    'gives the market for a value that is no text: %o',
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
  ])('gives the market for a page that logs in or out: %s', (wanted) =>
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
  ])('gives the wanted path when the path is on this site: %s', (wanted, path) => {
    expect(safeDestination(wanted)).toBe(path);
  });

  it('gives paths that browsers read as paths of this site, and that fit into a header', () => {
    const all = wrappedDestinations();
    expect(all.length).toBeGreaterThan(500);
    for (const wanted of all) {
      const path = safeDestination(wanted);
      expect(new URL(path, HERE).origin, wanted).toBe(HERE);
      expect(() => new Headers({ location: path }), wanted).not.toThrow();
      expect(path, wanted).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
    }
  });
});
