import { code128, type DrawingContext, ean13, type RenderOptions, upca } from 'bwip-js/generic';

/** A dark bar: its left edge and its width, in modules. */
export type Bar = { x: number; width: number };

export type Symbology = 'UPC-A' | 'EAN-13' | 'Code 128';

type Encoder = (options: RenderOptions, drawing: DrawingContext<Bar[]>) => Bar[];

// Named imports keep the bundle small: the library has about a hundred encoders.
const ENCODERS: Record<Symbology, { bcid: string; encoder: Encoder }> = {
  'UPC-A': { bcid: 'upca', encoder: upca },
  'EAN-13': { bcid: 'ean13', encoder: ean13 },
  'Code 128': { bcid: 'code128', encoder: code128 },
};

/**
 * The bars of a text. The first bar starts at 0.
 * @param text must be valid for the symbology
 */
export function encode(text: string, symbology: Symbology): Bar[] {
  const { bcid, encoder } = ENCODERS[symbology];
  return encoder({ bcid, text, scale: 1 }, collector());
}

/** Collects the bars that the library draws. The library draws nothing else without text. */
function collector(): DrawingContext<Bar[]> {
  const bars: Bar[] = [];
  const ignore = () => {};
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: ignore,
    // The library draws a bar as a line along its middle, and rounds the middle up.
    line: (x, _y0, _x1, _y1, width) => bars.push({ x: x - Math.ceil(width / 2), width }),
    polygon: ignore,
    hexagon: ignore,
    ellipse: ignore,
    fill: ignore,
    text: ignore,
    end: () => bars,
  };
}
