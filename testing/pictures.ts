import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

type Format = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif' | 'tiff';

/** A picture with a blue left half and an orange right half. @param width, height in pixels */
export function picture(format: Format = 'jpeg', width = 80, height = 40): Promise<Buffer> {
  return halves(width, height).toFormat(format).toBuffer();
}

/**
 * A JPEG as a phone makes it: rotated, with GPS position, camera and colour profile in its
 * metadata.
 */
export function phonePhoto(width = 80, height = 40): Promise<Buffer> {
  return halves(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Phone maker', Software: 'Phone 1.0' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' },
    })
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

/** A picture full of noise, so that its file is large and can be cut. */
export function detailedPicture(format: Format, width = 300, height = 200): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 50 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .toFormat(format)
    .toBuffer();
}

/** An animated WebP of two pictures. */
export function movingPicture(): Promise<Buffer> {
  const frames = Buffer.concat([Buffer.alloc(9_216, 1), Buffer.alloc(9_216, 200)]);
  const raw = { width: 64, height: 96, channels: 3, pageHeight: 48 } as const;
  return sharp(frames, { raw })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer();
}

/** A PNG of one colour: a small file with a huge picture. @param width, height in pixels */
export function hugePng(width = 30_000, height = 30_000): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  return png(chunk('IHDR', head), chunk('IDAT', deflateSync(lines, { level: 9 })));
}

/** A PNG whose head announces an animation. */
export function movingPng(): Buffer {
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 1, 1, 0, 0, 0, 0]);
  const lines = deflateSync(Buffer.alloc(2));
  return png(chunk('IHDR', head), chunk('acTL', Buffer.alloc(8)), chunk('IDAT', lines));
}

/** The first bytes of a HEIC file, as an iPhone makes it. */
export const HEIC = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic'),
  Buffer.alloc(200),
]);

const halves = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1447e6' } }).composite([
    {
      input: {
        create: {
          width: Math.max(1, width >> 1),
          height,
          channels: 3,
          background: '#ff8904',
        },
      },
      gravity: 'east',
    },
  ]);

const png = (...chunks: Buffer[]) =>
  Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...chunks,
    chunk('IEND', Buffer.alloc(0)),
  ]);

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
