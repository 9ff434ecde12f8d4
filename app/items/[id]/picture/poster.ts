import sharp from 'sharp';
import { artworkSvg } from '@/lib/artwork/artwork';

// The size in pixels that link previews expect.
const width = 1200;
const height = 630;
const STRIPE = 75;
const STRIPES = Array.from({ length: width / STRIPE }, (_, index) => {
  const fill = index % 2 ? '#2b8259' : '#f9f0db';
  const curve = `a${STRIPE / 2} 34 0 0 1-${STRIPE} 0`;
  return `<path fill='${fill}' d='M${index * STRIPE} 0h${STRIPE}v84${curve}z'/>`;
}).join('');
const PICTURE = `x='${(width - 470) / 2}' y='160' width='470' height='470'`;

/**
 * The artwork of an item on the shelf of a stall, as a PNG without text, as fonts may be missing.
 */
export async function posterOf(item: { name: string; barcode: string }): Promise<Uint8Array> {
  const artwork = artworkSvg(item.name, item.barcode).replace('<svg', `<svg ${PICTURE}`);
  const svg =
    `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'>` +
    `<path fill='#03412e' d='M0 0h${width}v${height}H0z'/>${artwork}` +
    `<path fill='#c69f72' d='M0 602h${width}v28H0z'/>${STRIPES}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
