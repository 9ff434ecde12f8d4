/** What somebody may write in place of the page that a login goes back to. */
export const HOSTILE_DESTINATIONS = [
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

/** How each of them may stand in an address: alone, in a path, in a query, and encoded. */
const DRESSINGS: ((wanted: string) => string)[] = [
  (wanted) => wanted,
  (wanted) => `/${wanted}`,
  (wanted) => `/market${wanted}`,
  (wanted) => `/market?${wanted}`,
  (wanted) => `/\t${wanted}`,
  (wanted) => encodeURIComponent(wanted.toWellFormed()),
  (wanted) => `/${encodeURIComponent(wanted.toWellFormed())}`,
  (wanted) => `${wanted}\r\nSet-Cookie: market-session=x`,
];

/** All of them, in all of these ways, each once. */
export function dressedDestinations(): string[] {
  return [
    ...new Set(HOSTILE_DESTINATIONS.flatMap((wanted) => DRESSINGS.map((dress) => dress(wanted)))),
  ];
}
