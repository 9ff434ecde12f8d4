import { dieFor, pick } from './chance.ts';
import { drawingFor } from './kinds.ts';
import { palettes } from './palettes.ts';
import { patterns } from './patterns.ts';
import { scenes } from './scenes.ts';
import { box, fill, frame } from './shapes.ts';

/**
 * The SVG picture of an item without a photo. The same name and barcode give the same picture. The
 * picture shows the kind of thing that the name mentions, or a pattern. It never contains the name.
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

/** How many URLs the cache holds. */
const CACHE_SIZE = 5_000;
const cache = new Map<string, string>();

/**
 * The picture of an item as a data URL, for the attribute `src`. URLs are cached, because lists
 * show the same items many times. A full cache drops its oldest URLs.
 */
export function artworkUrl(name: string, barcode: string): string {
  const key = `${name}\n${barcode}`;
  const cached = cache.get(key);
  if (cached) return cached;
  const url = `data:image/svg+xml,${encoded(artworkSvg(name, barcode))}`;
  for (const oldest of cache.keys()) {
    if (cache.size < CACHE_SIZE) break;
    cache.delete(oldest);
  }
  cache.set(key, url);
  return url;
}

// Quotes are encoded too, because React and CSS would escape them with more characters. The SVG has
// no other character that needs encoding in a URL, an attribute or a style.
function encoded(svg: string): string {
  return svg
    .replaceAll('#', '%23')
    .replaceAll('<', '%3C')
    .replaceAll('>', '%3E')
    .replaceAll("'", '%27');
}
