import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  detailedPicture,
  HEIC,
  hugePng,
  movingPicture,
  movingPng,
  phonePhoto,
  picture,
} from '../../../testing/pictures.ts';
import { convertPhoto } from './picture.ts';

/** The colour of a pixel: its channels, from 0 to 255. */
async function colourAt(webp: Buffer, left: number, top: number): Promise<number[]> {
  const { data } = await sharp(webp)
    .extract({ left, top, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

const isBlue = ([red = 0, , blue = 0]: number[]) => blue > red;

describe('a photo', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('is converted from %s', async (format) => {
    const { width, height, large, small } = await convertPhoto(await picture(format), 'x');
    expect([width, height]).toEqual([80, 40]);
    for (const webp of [large, small]) {
      expect(await sharp(webp).metadata()).toMatchObject({ format: 'webp', width: 80, height: 40 });
    }
    expect(isBlue(await colourAt(large, 10, 20))).toBe(true);
    expect(isBlue(await colourAt(large, 70, 20))).toBe(false);
  });

  it('is turned upright and loses its metadata', async () => {
    const sent = await phonePhoto();
    const before = await sharp(sent).metadata();
    expect(before).toMatchObject({ orientation: 6, width: 80, height: 40, hasProfile: true });
    expect(sent.includes('Phone maker')).toBe(true);
    const { width, height, large, small } = await convertPhoto(sent, 'x');
    expect([width, height]).toEqual([40, 80]);
    // The photo is turned clockwise by 90 degrees, so its left half is at the top.
    expect(isBlue(await colourAt(large, 20, 10))).toBe(true);
    expect(isBlue(await colourAt(large, 20, 70))).toBe(false);
    for (const webp of [large, small]) {
      const after = await sharp(webp).metadata();
      expect(after).toMatchObject({ space: 'srgb', hasProfile: false });
      expect([after.exif, after.icc, after.xmp, after.iptc, after.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(webp.includes('Phone')).toBe(false);
      expect(webp.includes('Exif')).toBe(false);
    }
  });

  it('is reduced to both sizes in its proportions, and never enlarged', async () => {
    const { width, height, small } = await convertPhoto(await picture('jpeg', 4_000, 3_000), 'x');
    expect([width, height]).toEqual([1_600, 1_200]);
    expect(await sharp(small).metadata()).toMatchObject({ width: 480, height: 360 });
    expect(await convertPhoto(await picture('png', 9, 1), 'x')).toMatchObject({
      width: 9,
      height: 1,
    });
  });

  it('gets a white background where it is transparent', async () => {
    const nothing = await sharp({
      create: { width: 9, height: 9, channels: 4, background: '#0000' },
    })
      .png()
      .toBuffer();
    const { large } = await convertPhoto(nothing, 'x');
    expect(await colourAt(large, 4, 4)).toEqual([255, 255, 255]);
  });
});

describe('a file that is not a valid photo', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing', 'PHOTO_UNREADABLE', () => Buffer.alloc(0)],
    ['a byte', 'PHOTO_WRONG_TYPE', () => Buffer.from([0xff])],
    ['a text', 'PHOTO_WRONG_TYPE', () => Buffer.from('I am a photo.')],
    ['an SVG', 'PHOTO_WRONG_TYPE', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a GIF', 'PHOTO_WRONG_TYPE', () => picture('gif')],
    ['a TIFF', 'PHOTO_WRONG_TYPE', () => picture('tiff')],
    ['a PDF', 'PHOTO_WRONG_TYPE', () => Buffer.from('%PDF-1.7\n')],
    ['a HEIC', 'PHOTO_HEIC', () => HEIC],
    ['a moving WebP', 'PHOTO_MOVES', movingPicture],
    ['a moving PNG', 'PHOTO_MOVES', movingPng],
    ['a sequence of AVIF', 'PHOTO_MOVES', () => Buffer.from('\0\0\0\x14ftypavis\0\0\0\0avis')],
    ['a JPEG in name alone', 'PHOTO_UNREADABLE', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['more pixels than are kept', 'PHOTO_TOO_MANY_PIXELS', () => hugePng(8_000, 7_000)],
  ])('is refused: %s', async (_, code, bytesOf) => {
    await expect(convertPhoto(await bytesOf(), 'x.jpg')).rejects.toMatchObject({
      code,
      details: { name: 'x.jpg' },
    });
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'is refused: a %s that is cut off, wherever',
    async (format) => {
      const whole = await detailedPicture(format);
      for (const part of [0.02, 0.3, 0.6, 0.97]) {
        const cut = whole.subarray(0, Math.floor(whole.length * part));
        await expect(convertPhoto(cut, 'x')).rejects.toMatchObject({ code: 'PHOTO_UNREADABLE' });
      }
      await expect(convertPhoto(whole, 'x')).resolves.toMatchObject({ width: 300 });
    },
  );

  it('is refused before it is decoded: 900 million pixels in 110 kB', async () => {
    const bomb = hugePng();
    expect(bomb.length).toBeLessThan(120_000);
    const before = process.resourceUsage().maxRSS;
    await expect(convertPhoto(bomb, 'x')).rejects.toMatchObject({ code: 'PHOTO_TOO_MANY_PIXELS' });
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(50_000);
  });
});
