import { PLAIN_POSTS, UPLOADS } from './addresses.mjs';

const anyOf = (addresses: readonly string[]) =>
  new RegExp(`^(?:${addresses.join('|').replaceAll(':id', '\\d+')})$`);

const UPLOAD = anyOf(UPLOADS);
const PLAIN = anyOf([...PLAIN_POSTS, ...UPLOADS]);

/** Whether a page has a form that may be posted without a server action. */
export function takesPlainPosts(pathname: string): boolean {
  return PLAIN.test(pathname);
}

/**
 * Whether a request is a form with files: only such a request may be larger than other forms.
 * @param header reads a header of the request by its name in lower case
 */
export function isUpload(
  method: string,
  pathname: string,
  header: (name: string) => string | null | undefined,
): boolean {
  return (
    method === 'POST' &&
    UPLOAD.test(pathname) &&
    /^multipart\/form-data\b/i.test(header('content-type') ?? '') &&
    !header('next-action')
  );
}
