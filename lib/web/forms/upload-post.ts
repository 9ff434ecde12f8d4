import { Capacity } from '../../items/photos/capacity.ts';
import { failurePage } from '../failure.ts';
import { isOwnForm } from '../http/client.ts';
import { getMember, loginPath } from '../session/member.ts';
import type { Form, FormResult } from './define.ts';
import { answerWith } from './plain-post.ts';
import { mostBytesOf, readUpload } from './read-upload.ts';
import { type FormState, summaryOf } from './state.ts';

/** How many bytes of such forms may be on their way, of all requests together; in memory it is more. */
const MOST_BYTES_ON_THEIR_WAY = 48_000_000;
/** How long a form waits for others until it is read, in milliseconds. */
const UPLOAD_WAIT_MS = 25_000;

/**
 * Answers a form that photos come with: a page's, with JavaScript or without, and a script's. It is
 * no server action, which would be in memory before anybody had asked whose it is.
 *
 * @param path the page that has the form
 */
export async function answerPhotoForm(
  path: string,
  request: Request,
  formOf: (data: FormData) => Form,
): Promise<Response> {
  const result = await submitted(path, request, formOf);
  // For the script of the page, where the files stay chosen.
  if (request.headers.get('accept') === 'application/json') {
    return Response.json(result, { headers: { 'Cache-Control': 'no-store' } });
  }
  return answerWith(result.files ? withoutFiles(result) : result, path, request);
}

type Submitted = FormResult & { files?: boolean };

async function submitted(
  path: string,
  request: Request,
  formOf: (data: FormData) => Form,
): Promise<Submitted> {
  if (!isOwnForm(request.headers)) return { redirectTo: '/status/foreign-form' };
  try {
    if (!(await getMember())) return { redirectTo: loginPath(path) };
  } catch (error) {
    return { redirectTo: failurePage(error) };
  }
  return withFields(request, async (data) => {
    const files = [...data.values()].some((value) => value instanceof File && value.name !== '');
    return { ...(await formOf(data)(data)), files };
  });
}

/** Reads a form, if it is none too large, and does something with it. */
async function withFields(
  request: Request,
  work: (data: FormData) => Promise<Submitted>,
): Promise<Submitted> {
  const type = request.headers.get('content-type') ?? '';
  const announced = request.headers.get('content-length');
  const most = mostBytesOf(type);
  const bytes = announced === null ? most : Number(announced);
  if (bytes > most) return failure('too-large');
  if (!(await onTheirWay.take(bytes, UPLOAD_WAIT_MS))) return failure('many-photos');
  try {
    const data = await readUpload(request.body, type);
    return data instanceof FormData ? await work(data) : failure(data);
  } finally {
    onTheirWay.giveBack(bytes);
  }
}

// One for the whole process, however many bundles hold this module.
const shared = globalThis as { marketUploads?: Capacity };
shared.marketUploads ??= new Capacity(MOST_BYTES_ON_THEIR_WAY);
const onTheirWay = shared.marketUploads;

const failure = (name: 'too-large' | 'many-photos' | 'unreadable') => ({
  redirectTo: `/status/${name}`,
});

// A page that comes back has every field as it was, but for files: a browser does not take them.
function withoutFiles(result: FormResult): FormResult {
  if (!('state' in result) || result.state.fieldErrors.photos) return result;
  const fieldErrors: FormState['fieldErrors'] = {
    ...result.state.fieldErrors,
    photos: ['Choose the photos again: they don’t come back with the form.'],
  };
  const wrong = Object.keys(fieldErrors).length;
  const message = wrong > 1 ? summaryOf(wrong) : result.state.message;
  return { state: { ...result.state, fieldErrors, message } };
}
