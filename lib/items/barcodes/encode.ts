import { code128, type DrawingContext, ean13, type RenderOptions, upca } from 'bwip-js/generic';

/** One dark bar; in modules, the width of the thinnest bar. */
export type Bar = { x: number; width: number };

export type Symbology = 'UPC-A' | 'EAN-13' | 'Code 128';

type Encoder = (options: RenderOptions, drawing: DrawingContext<Bar[]>) => Bar[];

// By name and not by `bcid`, so that the bundle has these three of a hundred.
const ENCODERS: Record<Symbology, { bcid: string; encoder: Encoder }> = {
  'UPC-A': { bcid: 'upca', encoder: upca },
  'EAN-13': { bcid: 'ean13', encoder: ean13 },
  'Code 128': { bcid: 'code128', encoder: code128 },
};

/** The bars of a text that the symbology can hold, starting at 0. */
export function encode(text: string, symbology: Symbology): Bar[] {
  const { bcid, encoder } = ENCODERS[symbology];
  return encoder({ bcid, text, scale: 1 }, collector());
}

/** Takes down the bars that the library would draw; of the rest of a drawing there is none. */
function collector(): DrawingContext<Bar[]> {
  const bars: Bar[] = [];
  const nothing = () => {};
  return {
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: nothing,
    // A bar is a line down its middle, which is rounded up when it falls between two modules.
    line: (x, _y0, _x1, _y1, width) => bars.push({ x: x - Math.ceil(width / 2), width }),
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => bars,
  };
}
