/** Texts that an attacker may send as the page after the login. */
export const HOSTILE_DESTINATIONS = [
  // Another site.
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
  // Another site, without the scheme.
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
  // Backslashes, which browsers read as slashes.
  '/\\evil.example',
  '\\/evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '//\\evil.example',
  '\\evil.example',
  // Characters that browsers drop.
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
  // Paths that have two slashes after they are normalized.
  '/.//evil.example',
  '/..//evil.example',
  '/./\\evil.example',
  '/market/..//evil.example',
  '/market/../..//evil.example',
  '/%2e//evil.example',
  '/%2e%2e//evil.example',
  '/.\t//evil.example',
  // Schemes that run scripts or show foreign content.
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
  // Texts that are no path.
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

/** Ways to put a text into an address: alone, in a path, in a query, and encoded. */
const WRAPPERS: ((wanted: string) => string)[] = [
  (wanted) => wanted,
  (wanted) => `/${wanted}`,
  (wanted) => `/market${wanted}`,
  (wanted) => `/market?${wanted}`,
  (wanted) => `/\t${wanted}`,
  (wanted) => encodeURIComponent(wanted.toWellFormed()),
  (wanted) => `/${encodeURIComponent(wanted.toWellFormed())}`,
  (wanted) => `${wanted}\r\nSet-Cookie: market-session=x`,
];

/** Every hostile text, alone and put into addresses in every way, without duplicates. */
export function wrappedDestinations(): string[] {
  return [
    ...new Set(HOSTILE_DESTINATIONS.flatMap((wanted) => WRAPPERS.map((wrap) => wrap(wanted)))),
  ];
}
