/** The two sizes of a photo: for a card or a thumbnail, and to be looked at. */
export const SIZES = ['small', 'large'] as const;
export type Size = (typeof SIZES)[number];

/** Where members get a photo. What is there never changes. */
export function photoUrl(id: number, size: Size): string {
  return `/photos/${id}/${size}`;
}
