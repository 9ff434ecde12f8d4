import localFont from 'next/font/local';

/**
 * The market's typeface, which the browser preloads with the page. With `optional`, a page that is
 * shown before the font arrives keeps its fallback font, so that nothing moves. The next page uses
 * the font.
 *
 * The file has the characters that nearly every page uses, at all weights. bricolage-more.css has
 * the other characters. fontTools 4.66 made the file from the file of the package:
 *
 *     pyftsubset node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2 \
 *       --unicodes=20-7E,A0,B7,C4,D6,D7,DC,DF,E0,E4,E7-E9,F1,F6,FC,2013,2014,2018,2019,201C,201D,2022,2026,20AC,2212 \
 *       --layout-features=kern,tnum --flavor=woff2 --output-file=app/_shell/fonts/bricolage-core.woff2
 */
export const bricolage = localFont({
  src: './bricolage-core.woff2',
  weight: '200 800',
  display: 'optional',
  variable: '--font-bricolage',
  adjustFontFallback: false,
});
