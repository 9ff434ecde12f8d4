import { expect, it } from 'vitest';
import { asTheme, asThemePlace, pathOfReferer } from './theme.ts';

it('reads three themes, and reads any other value as “system”', () => {
  expect(['system', 'light', 'dark'].map(asTheme)).toEqual(['system', 'light', 'dark']);
  for (const other of [undefined, null, '', 'DARK', 'light"><script>', 7]) {
    expect(asTheme(other)).toBe('system');
  }
});

it('accepts two places of the theme buttons, and reads any other value as the footer', () => {
  expect(asThemePlace('your-theme')).toBe('your-theme');
  for (const other of ['theme', undefined, null, '', 'main', '//elsewhere.test', 7]) {
    expect(asThemePlace(other)).toBe('theme');
  }
});

it.each([
  ['http://market.test/market?before=12', '/market?before=12'],
  ['https://market.test/items/5#item-name', '/items/5'],
  ['http://market.test', '/'],
  ['http://market.test//elsewhere.test/x', '/'],
  ['http://market.test/\\elsewhere.test', '/'],
  ['http://elsewhere.test/market', '/'],
  ['http://market.test:81/market', '/'],
  ['javascript:alert(1)', '/'],
  ['/market', '/'],
  ['', '/'],
  [null, '/'],
])('gives for the referer %s the path %s', (referer, path) => {
  expect(pathOfReferer(referer, 'market.test')).toBe(path);
});

it('gives the home page without a host to compare with', () => {
  expect(pathOfReferer('http://market.test/market', null)).toBe('/');
});
