/** What a file is by its first bytes; nothing else of it is believed. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'moving' | 'other';

// The brands of ISO files that hold pictures as HEVC, which our decoder has no licence for.
const HEIC = /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/;

/** Tells the kind of picture. APNG, and AVIF in sequences, are moving; WebP is told by its decoder. */
export function kindOf(bytes: Uint8Array): Kind {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64 * 1024));
  const text = (from: number, to: number) => head.toString('latin1', from, to);
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return isAnimated(head) ? 'moving' : 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  if (text(4, 8) !== 'ftyp') return 'other';
  const brand = text(8, 12);
  if (brand === 'avis') return 'moving';
  if (brand === 'avif' || (brand === 'mif1' && text(16, head.readUInt32BE(0)).includes('avif'))) {
    return 'avif';
  }
  return HEIC.test(brand) ? 'heic' : 'other';
}

// Its frames are announced before the first picture, which other decoders take for all of it.
function isAnimated(png: Buffer): boolean {
  const announced = png.indexOf('acTL');
  return announced >= 0 && announced < png.indexOf('IDAT');
}
