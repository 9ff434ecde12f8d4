import { type Bar, encode, type Symbology } from './encode.ts';

/** A barcode ready to be drawn. All lengths are in modules, the width of the thinnest bar. */
export type Barcode = {
  symbology: Symbology;
  /** With the quiet zones that a scanner needs to its left and right. */
  width: number;
  /** The bars, as the `d` of a path; those that frame the digits reach down between them. */
  path: string;
  /** What stands below the bars, each piece in its place. */
  labels: readonly Label[];
};

export type Label = { text: string; x: number; width: number };

export const BARS_HEIGHT = 48;
const GUARDS_HEIGHT = 53;
export const BARCODE_HEIGHT = 60;

const CACHE_LIMIT = 1_000;
const kept = new Map<string, Barcode | null>();

/**
 * The barcode of a text: UPC-A or EAN-13 for digits that are one, check digit and all; else Code
 * 128. Null when a character is not in it, and the text itself has to do.
 */
export function barcodeOf(text: string): Barcode | null {
  let barcode = kept.get(text);
  if (barcode === undefined) {
    // Encoding costs as much as half a page, and an item's barcode never changes.
    barcode = drawBarcode(text);
    if (kept.size >= CACHE_LIMIT) kept.clear();
    kept.set(text, barcode);
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
  if (/^\d{12,13}$/.test(text) && hasCheckDigit(text)) {
    return text.length === 12 ? 'UPC-A' : 'EAN-13';
  }
  // Printable ASCII. Code 128 has a way to more, which many scanners read as something else.
  return /^[ -~]+$/.test(text) ? 'Code 128' : null;
}

/** Whether the digits add up as GS1 says: from the right, weighted 1 and 3 in turn. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((s, d, i) => s + Number(d) * (i % 2 ? 3 : 1), 0);
  return sum % 10 === 0;
}

type Layout = {
  quiet: readonly [number, number];
  /** Where bars are longer than the others: from, to. */
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
