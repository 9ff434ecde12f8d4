import sharp from 'sharp';
import { AppError } from '../../errors.ts';
import { type Kind, kindOf } from './kind.ts';
import { PHOTO_MEGAPIXELS } from './limits.ts';

/** A photo as it is stored: both sizes as WebP, and how large the large one is, in pixels. */
export type Picture = { width: number; height: number; large: Buffer; small: Buffer };

/** The longer side of each size, in pixels; what is smaller stays as it is. */
const LARGE_SIDE_PX = 1_600;
const SMALL_SIDE_PX = 480;

/** A decoder may take 5 bytes for each pixel. */
const PIXEL_LIMIT = PHOTO_MEGAPIXELS * 1_000_000;

/** How long one picture may take; most take less than one second. */
const DECODING_SECONDS = 30;

// One thread for each picture, and none of them kept: memory is what there is little of.
sharp.concurrency(1);
sharp.cache(false);

const FORMAT: Partial<Record<Kind, string>> = {
  jpeg: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'heif',
};

/**
 * Makes a photo of a file: upright, in the colours of screens, without anything that it said besides
 * (place, camera, previews), in two sizes. All of it is done outside the event loop.
 *
 * @param name the file's, for the sentence that refuses it
 * @throws AppError PHOTO_WRONG_TYPE, PHOTO_HEIC, PHOTO_MOVES, PHOTO_TOO_MANY_PIXELS, PHOTO_UNREADABLE
 */
export async function convertPhoto(bytes: Uint8Array, name: string): Promise<Picture> {
  if (bytes.length === 0) throw new AppError('PHOTO_UNREADABLE', { name });
  const kind = kindOf(bytes);
  if (kind === 'heic') throw new AppError('PHOTO_HEIC', { name });
  if (kind === 'moving') throw new AppError('PHOTO_MOVES', { name });
  if (kind === 'other') throw new AppError('PHOTO_WRONG_TYPE', { name });
  try {
    // Only its head is read here, whatever it says of its size.
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
    // What can be seen through would be lost on paper of its own colour.
    .flatten({ background: '#fff' })
    .webp({ quality: 76 })
    .toBuffer({ resolveWithObject: true });
  const small = await sharp(large)
    .resize(SMALL_SIDE_PX, SMALL_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .toBuffer();
  return { width: info.width, height: info.height, large, small };
}
