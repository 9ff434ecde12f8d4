/** The two sizes of a photo: for a card, and for a whole page. */
export const PHOTO_SIZES = ['small', 'large'] as const;

export type PhotoSize = (typeof PHOTO_SIZES)[number];
