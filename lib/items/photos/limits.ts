/** How many photos an item can have. */
export const PHOTO_LIMIT = 4;
/** How large a photo may be as it is sent. */
export const PHOTO_MEGABYTES = 10;
export const PHOTO_BYTE_LIMIT = PHOTO_MEGABYTES * 1024 * 1024;
/** How many pixels a photo may have, in millions: those of a phone with 50 megapixels, and some more. */
export const PHOTO_MEGAPIXELS = 52;
/** The types that a browser offers for a choice. What arrives is judged by its bytes. */
export const ACCEPTED_TYPES = 'image/jpeg,image/png,image/webp,image/avif';
/** How large a form with photos may be, in bytes: its photos, and the rest of its fields. */
export const UPLOAD_BYTE_LIMIT = PHOTO_LIMIT * PHOTO_BYTE_LIMIT + 200_000;
