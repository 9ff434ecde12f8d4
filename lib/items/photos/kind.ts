/** The kind of a file. The first bytes decide, because names and declared types can be wrong. */
export type Kind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'moving' | 'other';

// The brands of ISO files with HEVC pictures. Our decoder cannot read HEVC, for reasons of licence.
const HEIC = /^(hei[cmsx]|hev[cmsx]|mif1|msf1)$/;

/** Detects the kind of a file. The decoder, not this function, detects animated WebP. */
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

// An animated PNG has the chunk `acTL` before its first picture. Decoders without APNG ignore it.
function isAnimated(png: Buffer): boolean {
  const animation = png.indexOf('acTL');
  return animation >= 0 && animation < png.indexOf('IDAT');
}
