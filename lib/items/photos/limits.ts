/** How many photos an item can have. */
export const PHOTO_LIMIT = 4;
/** How large an uploaded photo may be. */
export const PHOTO_MEGABYTES = 10;
export const PHOTO_BYTE_LIMIT = PHOTO_MEGABYTES * 1024 * 1024;
/** How many pixels a photo may have, in millions. Phone cameras have up to 50 megapixels. */
export const PHOTO_MEGAPIXELS = 52;
/** The types that the file dialog of a browser offers. The server checks the bytes instead. */
export const ACCEPTED_TYPES = 'image/jpeg,image/png,image/webp,image/avif';
/** How large a form with photos may be, in bytes: all photos and 200 kB for other fields. */
export const UPLOAD_BYTE_LIMIT = PHOTO_LIMIT * PHOTO_BYTE_LIMIT + 200_000;
