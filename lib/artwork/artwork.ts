import { dieFor, pick } from './chance.ts';
import { drawingFor } from './kinds.ts';
import { palettes } from './palettes.ts';
import { patterns } from './patterns.ts';
import { scenes } from './scenes.ts';
import { box, fill, frame } from './shapes.ts';

/**
 * The picture of an item that has no photograph, the same every time: a paper-cut poster of the
 * kind of thing its name speaks of, or a pattern. Nothing of the name itself is in the SVG.
 */
export function artworkSvg(name: string, barcode: string): string {
  const die = dieFor(`${name}\n${barcode}`);
  const inks = pick(die, palettes);
  const thing = drawingFor(name);
  const picture = thing
    ? pick(die, scenes)(inks, die) + thing(inks, die)
    : pick(die, patterns)(inks, die);
  const paper = fill(inks.ground, box(0, 0, 48, 48));
  return frame(paper + picture);
}

/**
 * The same as an address for `src`. Quotes are encoded too: React and CSS would escape them at more
 * length. The SVG has no other mark that an address, an attribute or a style could trip over.
 */
export function artworkUrl(name: string, barcode: string): string {
  const data = artworkSvg(name, barcode)
    .replaceAll('#', '%23')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll("'", '%27');
  return `data:image/svg+xml,${data}`;
}
