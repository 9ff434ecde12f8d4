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

const MOST_KEPT = 5_000;
const kept = new Map<string, string>();

/**
 * The same as an address for `src`. Drawn once, since lists show the same items again and again;
 * the longest kept make room for the new.
 */
export function artworkUrl(name: string, barcode: string): string {
  const key = `${name}\n${barcode}`;
  const known = kept.get(key);
  if (known) return known;
  const url = `data:image/svg+xml,${encoded(artworkSvg(name, barcode))}`;
  for (const oldest of kept.keys()) {
    if (kept.size < MOST_KEPT) break;
    kept.delete(oldest);
  }
  kept.set(key, url);
  return url;
}

// Quotes are encoded too: React and CSS would escape them at more length. The SVG has no other mark
// that an address, an attribute or a style could trip over.
function encoded(svg: string): string {
  return svg
    .replaceAll('#', '%23')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll("'", '%27');
}
