import { checkDigitOf } from './check-digit.ts';
import { type Bar, encode, type Symbology } from './encode.ts';

/** A barcode as a drawing. All lengths are in modules. A module is the width of the thinnest bar. */
export type Barcode = {
  symbology: Symbology;
  /** Includes the quiet zones on both sides, which a scanner needs. */
  width: number;
  /** The bars, as the attribute `d` of an SVG path. The guard bars are longer than the others. */
  path: string;
  /** The text below the bars, in pieces with their positions. */
  labels: readonly Label[];
};

export type Label = { text: string; x: number; width: number };

const BARS_HEIGHT = 48;
const GUARDS_HEIGHT = 53;
export const BARCODE_HEIGHT = 60;

const CACHE_LIMIT = 1_000;
const cache = new Map<string, Barcode | null>();

/**
 * The barcode of a text. 12 digits with a valid check digit become UPC-A, 13 become EAN-13. Other
 * printable ASCII becomes Code 128. Null = the text has other characters or is empty.
 */
export function barcodeOf(text: string): Barcode | null {
  let barcode = cache.get(text);
  if (barcode === undefined) {
    // The cache saves time: encoding takes half as long as rendering a page.
    barcode = drawBarcode(text);
    if (cache.size >= CACHE_LIMIT) cache.clear();
    cache.set(text, barcode);
  }
  return barcode;
}

function drawBarcode(text: string): Barcode | null {
  const symbology = symbologyOf(text);
  if (!symbology) return null;
  const { quiet, guards, labels } = LAYOUTS[symbology];
  const bars = encode(text, symbology);
  const [left, right] = quiet;
  const length = Math.max(...bars.map(({ x, width }) => x + width));
  const isGuard = ({ x }: Bar) => guards.some(([from, to]) => x >= from && x < to);
  const draw = (bar: Bar) => {
    const height = isGuard(bar) ? GUARDS_HEIGHT : BARS_HEIGHT;
    return `M${left + bar.x} 0h${bar.width}v${height}h-${bar.width}z`;
  };
  return {
    symbology,
    width: left + length + right,
    path: bars.map(draw).join(''),
    labels: labels(text, left, length),
  };
}

function symbologyOf(text: string): Symbology | null {
  if (/^\d{12,13}$/.test(text) && checkDigitOf(text.slice(0, -1)) === text.at(-1)) {
    return text.length === 12 ? 'UPC-A' : 'EAN-13';
  }
  // Printable ASCII only: many scanners misread the other characters of Code 128.
  return /^[ -~]+$/.test(text) ? 'Code 128' : null;
}

type Layout = {
  /** The widths of the quiet zones: left, right. */
  quiet: readonly [number, number];
  /** The ranges of the guard bars, which are longer: from, to. */
  guards: readonly (readonly [number, number])[];
  labels: (text: string, left: number, length: number) => Label[];
};

const LAYOUTS: Record<Symbology, Layout> = {
  'UPC-A': {
    quiet: [10, 10],
    guards: [
      [0, 10],
      [45, 50],
      [85, 95],
    ],
    labels: (text, left) => [
      { text: text.slice(0, 1), x: left - 8, width: 5 },
      { text: text.slice(1, 6), x: left + 12, width: 31 },
      { text: text.slice(6, 11), x: left + 52, width: 31 },
      { text: text.slice(11), x: left + 98, width: 5 },
    ],
  },
  'EAN-13': {
    quiet: [11, 9],
    guards: [
      [0, 3],
      [45, 50],
      [92, 95],
    ],
    labels: (text, left) => [
      { text: text.slice(0, 1), x: left - 9, width: 6 },
      { text: text.slice(1, 7), x: left + 5, width: 38 },
      { text: text.slice(7), x: left + 52, width: 38 },
    ],
  },
  'Code 128': {
    quiet: [10, 10],
    guards: [],
    labels: (text, left, length) => [{ text, x: left, width: length }],
  },
};
