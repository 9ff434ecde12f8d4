/** How many photos an item can have. */
export const MOST_PHOTOS = 4;
/** How large a photo may be as it is sent, in bytes. */
export const MOST_PHOTO_BYTES = 10 * 1024 * 1024;
/** What a browser is to offer for a choice; what is sent is judged by its bytes. */
export const ACCEPTED = 'image/jpeg,image/png,image/webp,image/avif';
/** The most bytes of a form with photos: theirs, and some for the rest of it. */
export const MOST_FORM_BYTES = MOST_PHOTOS * MOST_PHOTO_BYTES + 200_000;
