import type { PhotoSize } from '../items/photos/sizes.ts';

/** The page of an item, or a page below it, such as `/items/12/edit`. */
export function itemPath(id: number | string, part?: string): string {
  const path = `/items/${encodeURIComponent(id)}`;
  return part ? `${path}/${part}` : path;
}

/** The page of the member with this username. */
export function memberPath(username: string): string {
  // A browser reads `..` as the folder above, so a space comes before it. The page of a member
  // ignores this space.
  return `/members/${username === '..' ? '%20' : ''}${encodeURIComponent(username)}`;
}

/** The path of a photo, for members. The photo at this path never changes. */
export function photoPath(id: number, size: PhotoSize): string {
  return `/photos/${id}/${size}`;
}

/** The path of the login, which goes on to `wanted`, a path of this site. */
export function loginPath(wanted: string): string {
  return `/login?next=${encodeURIComponent(wanted)}`;
}

/** The id in an address or a form, or undefined when the text is no id. */
export function parseId(text: string | string[] | undefined): number | undefined {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
