import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  GlobalHistogramBinarizer,
  MultiFormatReader,
  RGBLuminanceSource,
} from '@zxing/library';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../../db/demo-catalogue.ts';
import { BARCODE_HEIGHT, type Barcode, barcodeOf } from './barcode.ts';

const FORMATS = {
  'UPC-A': BarcodeFormat.UPC_A,
  'EAN-13': BarcodeFormat.EAN_13,
  'Code 128': BarcodeFormat.CODE_128,
};

/** Draws the path as black pixels on white, in the size of a phone screen. */
function pixels({ path, width }: Barcode, scale: number) {
  const columns = width * scale;
  const rows = BARCODE_HEIGHT * scale;
  const luminances = new Uint8ClampedArray(columns * rows).fill(255);
  for (const [, x, bar, height] of path.matchAll(/M(\d+) 0h(\d+)v(\d+)h-\d+z/g)) {
    for (let row = 0; row < Number(height) * scale; row++) {
      const start = row * columns + Number(x) * scale;
      luminances.fill(0, start, start + Number(bar) * scale);
    }
  }
  return new RGBLuminanceSource(luminances, columns, rows);
}

/** Reads a barcode with another library, like a scanner. */
function scan(barcode: Barcode, scale = 2) {
  const hints = new Map([[DecodeHintType.POSSIBLE_FORMATS, Object.values(FORMATS)]]);
  const image = new BinaryBitmap(new GlobalHistogramBinarizer(pixels(barcode, scale)));
  const result = new MultiFormatReader().decode(image, hints);
  return { text: result.getText(), format: result.getBarcodeFormat() };
}

function drawn(text: string): Barcode {
  const barcode = barcodeOf(text);
  if (!barcode) throw new Error(`No barcode for ${text}`);
  return barcode;
}

describe('the barcode that another library reads', () => {
  it('is the barcode of every item in the catalogue', () => {
    for (const { barcode } of demoCatalogue) {
      const { symbology } = drawn(barcode);
      expect(scan(drawn(barcode))).toEqual({ text: barcode, format: FORMATS[symbology] });
    }
  });

  it.each([
    ['036000291452', 'UPC-A'],
    ['4006381333931', 'EAN-13'],
    ['036000291453', 'Code 128'],
    ['4006381333932', 'Code 128'],
    ['7', 'Code 128'],
    ['AB-12 xyz', 'Code 128'],
    ['^FNC1 ^065', 'Code 128'],
    ['~!"<>&\'\\', 'Code 128'],
  ] as const)('%s, as %s', (text, symbology) => {
    expect(drawn(text).symbology).toBe(symbology);
    expect(scan(drawn(text))).toEqual({ text, format: FORMATS[symbology] });
  });

  it('is any printable text', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, (text) => scan(drawn(text), 1).text === text),
      { numRuns: 200 },
    );
  });
});

it('is null for text that scanners cannot read', () => {
  for (const text of ['', 'é', '日本', '0360002914५2', 'tab\there', '🎲']) {
    expect(barcodeOf(text)).toBeNull();
  }
});

it('has the whole text below the bars, inside the drawing', () => {
  for (const text of ['036000291452', '4006381333931', 'AB-12']) {
    const { labels, width } = drawn(text);
    expect(labels.map((label) => label.text).join('')).toBe(text);
    for (const label of labels) {
      expect(label.x).toBeGreaterThanOrEqual(0);
      expect(label.x + label.width).toBeLessThanOrEqual(width);
    }
  }
});
