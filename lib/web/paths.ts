/** The page of the member of this name. */
export function memberPath(username: string): string {
  // A browser would go up a folder; a space before a name is no part of it.
  return `/members/${username === '..' ? '%20' : ''}${encodeURIComponent(username)}`;
}
