import sharp from 'sharp';
import { AppError } from '../../errors.ts';
import { type Kind, kindOf } from './kind.ts';
import { PHOTO_MEGAPIXELS } from './limits.ts';

/** A stored photo: both sizes as WebP. `width` and `height` of the large size are in pixels. */
export type Picture = { width: number; height: number; large: Buffer; small: Buffer };

/** The longer side of each size. Smaller photos are not enlarged. */
const LARGE_SIDE_PX = 1_600;
const SMALL_SIDE_PX = 480;

/** Limits the memory: a decoder may need 5 bytes for each pixel. */
const PIXEL_LIMIT = PHOTO_MEGAPIXELS * 1_000_000;

/** How long the conversion of a photo may take. Most photos take less than a second. */
const DECODING_SECONDS = 30;

// One thread for each photo and no cache: both save memory.
sharp.concurrency(1);
sharp.cache(false);

const FORMAT: Partial<Record<Kind, string>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'heif',
};

/**
 * Converts an uploaded file to a photo in two sizes. The result is upright, in the colour space sRGB,
 * and has no metadata (place, camera, previews). The work runs outside the event loop.
 *
 * @param name the name of the file, for error sentences
 * @throws AppError PHOTO_WRONG_TYPE, PHOTO_HEIC, PHOTO_MOVES, PHOTO_TOO_MANY_PIXELS, PHOTO_UNREADABLE
 */
export async function convertPhoto(bytes: Uint8Array, name: string): Promise<Picture> {
  if (bytes.length === 0) throw new AppError('PHOTO_UNREADABLE', { name });
  const kind = kindOf(bytes);
  if (kind === 'heic') throw new AppError('PHOTO_HEIC', { name });
  if (kind === 'moving') throw new AppError('PHOTO_MOVES', { name });
  if (kind === 'other') throw new AppError('PHOTO_WRONG_TYPE', { name });
  try {
    // This call reads only the header, so the pixel limit is not needed yet.
    const head = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (head.format !== FORMAT[kind]) throw new AppError('PHOTO_UNREADABLE', { name });
    if (kind === 'webp' && (head.pages ?? 1) > 1) throw new AppError('PHOTO_MOVES', { name });
    if (head.width * head.height > PIXEL_LIMIT) {
      throw new AppError('PHOTO_TOO_MANY_PIXELS', { name, most: PHOTO_MEGAPIXELS });
    }
    return await resize(bytes);
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('PHOTO_UNREADABLE', { name }, error);
  }
}

async function resize(bytes: Uint8Array): Promise<Picture> {
  const { data: large, info } = await sharp(bytes, {
    autoOrient: true,
    failOn: 'error',
    limitInputPixels: PIXEL_LIMIT,
  })
    .timeout({ seconds: DECODING_SECONDS })
    .resize(LARGE_SIDE_PX, LARGE_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    // Transparent parts become white. Otherwise a page of the same colour would hide the drawing.
    .flatten({ background: '#fff' })
    .webp({ quality: 76 })
    .toBuffer({ resolveWithObject: true });
  const small = await sharp(large)
    .resize(SMALL_SIDE_PX, SMALL_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer();
  return { width: info.width, height: info.height, large, small };
}
