import localFont from 'next/font/local';

/**
 * The market's typeface, asked for with the page itself. `optional`: a page that is read before it
 * has come keeps the font it has, so that nothing moves under the reader; the next page has it.
 */
export const bricolage = localFont({
  src: '../../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
  weight: '200 800',
  display: 'optional',
  variable: '--font-bricolage',
  adjustFontFallback: false,
});
