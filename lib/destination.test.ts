import { describe, expect, it } from 'vitest';
import { safeDestination } from './destination.ts';

const HERE = 'https://market.example';

/** What somebody may write in place of the page that a login goes back to. */
const HOSTILE = [
  // Another site, plainly.
  'https://evil.example/',
  'http://evil.example/market',
  'HTTPS://EVIL.EXAMPLE',
  'https:evil.example',
  'https:/evil.example',
  'https:///evil.example',
  'ftp://evil.example/',
  'ws://evil.example/',
  'evil.example',
  'evil.example/market',
  '.evil.example',
  '@evil.example',
  ':80',
  // The scheme left out.
  '//evil.example',
  '//evil.example/market',
  '///evil.example',
  '////evil.example',
  '//evil.example:80/',
  '//user@evil.example/',
  '//user:password@evil.example/',
  '//[::1]/',
  '//127.0.0.1/',
  '//%65vil.example/',
  '//',
  '// /evil.example',
  // What browsers read as slashes.
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '//\\evil.example',
  '\\evil.example',
  // What browsers leave out.
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  '\n//evil.example',
  ' //evil.example',
  '\u0000//evil.example',
  '\u00a0//evil.example',
  '\ufeff//evil.example',
  '/\t\\evil.example',
  // What the path of a URL comes to only when it has been read.
  '/.//evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/market/..//evil.example',
  '/market/../..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  '/.\t//evil.example',
  // Schemes that run, or show what somebody made up.
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://market.example/%0aalert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://evil.example/1',
  'about:blank',
  // Not an address at all.
  '',
  ' ',
  '?next=/market',
  '#market',
  'market',
  './market',
  '../market',
  'undefined',
  'null',
  `/${'x'.repeat(2_000)}`,
];

describe('the page after the login', () => {
  it.each(HOSTILE)('is the market for %j', (wanted) => {
    expect(safeDestination(wanted)).toBe('/market');
  });

  it.each([undefined, null, 0, 1, {}, [], ['/items'], ['//evil.example'], true, () => '/items'])(
    'is the market for what is no text: %o',
    (wanted) => expect(safeDestination(wanted)).toBe('/market'),
  );

  it.each(['/login', '/login?next=%2Flogin', '/register', '/logout', '/logout?x', '/./logout'])(
    'is not the way in or out again: %s',
    (wanted) => expect(safeDestination(wanted)).toBe('/market'),
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
    for (const wanted of HOSTILE) {
      for (const dressed of [wanted, `/${wanted}`, `/market${wanted}`, `/market?${wanted}`]) {
        const path = safeDestination(dressed);
        expect(new URL(path, HERE).origin, dressed).toBe(HERE);
        expect(() => new Headers({ location: path }), dressed).not.toThrow();
        expect(path, dressed).toMatch(/^\/(?![/\\])/);
      }
    }
  });
});
