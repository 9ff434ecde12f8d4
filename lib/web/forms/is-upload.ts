/**
 * Whether a post is a form with photos: these alone may be larger than all others.
 * @param header a header of the post, by its name in lower case
 */
export function isPhotoForm(
  method: string,
  pathname: string,
  header: (name: string) => string | null | undefined,
): boolean {
  return (
    method === 'POST' &&
    /^\/items\/(new|\d+\/photos)$/.test(pathname) &&
    /^multipart\/form-data\b/i.test(header('content-type') ?? '') &&
    !header('next-action')
  );
}
