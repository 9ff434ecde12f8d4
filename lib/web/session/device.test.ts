import { expect, it } from 'vitest';
import { describeDevice } from './device.ts';

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64';

it.each([
  ['Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0'],
  ['Firefox on Windows', `${WINDOWS}; rv:132.0) Gecko/20100101 Firefox/132.0`],
  ['Firefox on iPhone', `${IPHONE} ${WEBKIT} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`],
  ['Chrome on Linux', `Mozilla/5.0 (X11; Linux x86_64) ${CHROME} Safari/537.36`],
  ['Chrome on Android', `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`],
  ['Chrome on ChromeOS', `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${CHROME} Safari/537.36`],
  ['Chrome on iPhone', `${IPHONE} ${WEBKIT} CriOS/130.0 Mobile/15E148 Safari/604.1`],
  ['Edge on Windows', `${WINDOWS}) ${CHROME} Safari/537.36 Edg/130.0.0.0`],
  ['Opera on Windows', `${WINDOWS}) ${CHROME} Safari/537.36 OPR/115.0.0.0`],
  [
    'Samsung Internet on Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${CHROME} SamsungBrowser/26.0 Mobile Safari/537.36`,
  ],
  ['Safari on iPhone', `${IPHONE} ${WEBKIT} Version/18.1 Mobile/15E148 Safari/604.1`],
  [
    'Safari on macOS',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.1 Safari/605.1.15`,
  ],
  ['Linux', 'Lynx on Linux'],
  [null, 'curl/8.10.1'],
  [null, ''],
  [null, null],
])('%s', (words, userAgent) => {
  expect(describeDevice(userAgent)).toBe(words);
});

it('a device is told in no more words than there is room for', () => {
  expect(describeDevice(`SamsungBrowser/${'x'.repeat(10_000)} CrOS`)?.length).toBeLessThan(80);
});
