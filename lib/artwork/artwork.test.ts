import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../../db/demo-catalogue.ts';
import { artworkSvg, artworkUrl } from './artwork.ts';

const pictures = demoCatalogue.map((item) => artworkSvg(item.name, item.barcode));

const strangeNames = [
  '',
  ' ',
  '\u0000',
  '🎲🎸👩‍👩‍👧',
  'Tom’s "best" <b>book</b> & \'more\'',
  '\uD83C',
  'قاموس قديم',
  '古い辞書',
  '%#?&=',
  'constructor',
  '__proto__',
  'a'.repeat(1_000),
];

/** True when elements are properly nested, their attributes are quoted, and there is no text. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  const rest = svg.replace(/<(\/?)([a-z]+)((?: [a-zA-Z-]+='[^'<>&]*')*)(\/?)>/g, (...found) => {
    const [, closing, name, , empty] = found as string[];
    if (closing) return open.pop() === name ? '' : '!';
    if (!empty && name) open.push(name);
    return '';
  });
  return rest === '' && open.length === 0;
}

describe('artworkSvg', () => {
  it('draws the same item the same way every time', () => {
    expect(demoCatalogue.map((item) => artworkSvg(item.name, item.barcode))).toEqual(pictures);
    expect(artworkSvg('Homework pass', '036428000017')).toBe(
      artworkSvg('Homework pass', '036428000017'),
    );
  });

  it('draws every item of the catalogue differently', () => {
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  it('tells items apart by barcode alone, and by name alone', () => {
    const barcodes = Array.from({ length: 50 }, (_, n) => artworkSvg('Wotsit', `${n}`));
    const names = Array.from({ length: 50 }, (_, n) => artworkSvg(`Wotsit ${n}`, '1'));
    expect(new Set(barcodes).size).toBeGreaterThan(30);
    expect(new Set(names).size).toBeGreaterThan(30);
  });

  it('draws the kind of thing that the name mentions', () => {
    const handle = artworkSvg('Winter umbrella', '1').match(/M24 6v31[^']*/)?.[0];
    expect(handle).toBeDefined();
    expect(artworkSvg('Two umbrellas with torches', '2')).toContain(handle);
    expect(artworkSvg('Torches', '2')).not.toContain(handle);
  });

  it('is small, square and well formed, and has only shapes', () => {
    for (const svg of pictures) {
      expect(svg.length).toBeLessThanOrEqual(900);
      expect(svg).toMatch(/^<svg xmlns='http:\/\/www\.w3\.org\/2000\/svg' viewBox='0 0 48 48'/);
      expect(isWellFormed(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|undefined|e-\d|\.\d{2}|<(?!\/?(?:svg|g|path)\b)/);
    }
  });

  it('stays small and well formed for any kind, palette and pattern', () => {
    const kinds = demoCatalogue.map((item) => item.name).concat('', 'Wotsit');
    for (const name of kinds) {
      for (let n = 0; n < 60; n++) {
        const svg = artworkSvg(name, `${n}`);
        expect(svg.length).toBeLessThanOrEqual(900);
        expect(svg).not.toMatch(/NaN|undefined|--/);
        expect(isWellFormed(svg)).toBe(true);
      }
    }
  });

  it.each(strangeNames)('accepts the name %j and copies no word of it', (name) => {
    const svg = artworkSvg(name, '"><script>');
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).toMatch(/^[ -~]+$/);
    expect(svg).not.toContain('script');
    for (const word of name.match(/\p{L}{4,}/gu) ?? []) expect(svg).not.toContain(word);
  });
});

describe('artworkUrl', () => {
  it('is the SVG, encoded for an attribute or a style', () => {
    for (const item of demoCatalogue) {
      const url = artworkUrl(item.name, item.barcode);
      const data = url.replace(/^data:image\/svg\+xml,/, '');
      expect(data).not.toBe(url);
      expect(data).not.toMatch(/[#<>"'&]/);
      expect(decodeURIComponent(data)).toBe(artworkSvg(item.name, item.barcode));
    }
  });

  it.each(strangeNames)('can be decoded for the name %j', (name) => {
    expect(decodeURIComponent(artworkUrl(name, ''))).toContain('<svg ');
  });
});
