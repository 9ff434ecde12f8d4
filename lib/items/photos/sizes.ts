/** The two sizes of a photo: small for cards, large for pages. */
export const PHOTO_SIZES = ['small', 'large'] as const;

export type PhotoSize = (typeof PHOTO_SIZES)[number];
