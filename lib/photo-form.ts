import { failurePage } from './failure.ts';
import type { Form, FormResult } from './form.ts';
import { type FormState, summaryOf } from './form-state.ts';
import { MOST_FORM_BYTES } from './photos/limits.ts';
import { answerWith } from './plain-form.ts';
import { isOwnForm } from './request.ts';
import { getMember, loginPath } from './session.ts';

/** How many bytes of such forms may have arrived and not be done with, of all requests together. */
const MOST_HELD = 3 * MOST_FORM_BYTES;
/** How much of a form may be text, in UTF-16 units, and how many parts it may have. */
const MOST_TEXT = 100_000;
const MOST_PARTS = 100;

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

const shared = globalThis as { marketHeldBytes?: number };

/** Reads a form, if it is none too large, and does something with it. */
async function withFields(
  request: Request,
  work: (data: FormData) => Promise<Submitted>,
): Promise<Submitted> {
  const type = request.headers.get('content-type') ?? '';
  const most = isMultipart(type) ? MOST_FORM_BYTES : MOST_TEXT;
  if (Number(request.headers.get('content-length')) > most) return failure('too-large');
  const countParts = partsCounter(type);
  let bytes = 0;
  let refusal: Submitted | null = null;
  // What is refused is read to its end all the same: nobody listens before they have said it all.
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      if (refusal) return;
      bytes += chunk.byteLength;
      shared.marketHeldBytes = (shared.marketHeldBytes ?? 0) + chunk.byteLength;
      if (bytes > most || countParts(chunk) > MOST_PARTS) refusal = failure('too-large');
      else if (shared.marketHeldBytes > MOST_HELD) refusal = failure('many-photos');
      else controller.enqueue(chunk);
    },
  });
  try {
    const body = request.body?.pipeThrough(counted) ?? null;
    const data = await new Response(body, { headers: { 'content-type': type } })
      .formData()
      .catch(() => null);
    if (refusal || !data) return refusal ?? failure('unreadable');
    return textOf(data) > MOST_TEXT ? failure('too-large') : await work(data);
  } finally {
    shared.marketHeldBytes = (shared.marketHeldBytes ?? 0) - bytes;
  }
}

const failure = (name: 'too-large' | 'many-photos' | 'unreadable') => ({
  redirectTo: `/status/${name}`,
});

const isMultipart = (type: string) => /^multipart\/form-data\b/i.test(type);

function textOf(data: FormData): number {
  let length = 0;
  for (const value of data.values()) if (typeof value === 'string') length += value.length;
  return length;
}

// A million empty parts would be read for seconds, in which nobody else is answered.
function partsCounter(type: string): (chunk: Uint8Array) => number {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (!isMultipart(type) || !boundary) return () => 0;
  const mark = Buffer.from(`--${boundary}`);
  let tail = Buffer.alloc(0);
  let parts = 0;
  return (chunk) => {
    const text = Buffer.concat([tail, chunk]);
    for (let at = text.indexOf(mark); at >= 0 && parts <= MOST_PARTS; ) {
      parts += 1;
      at = text.indexOf(mark, at + mark.length);
    }
    tail = text.subarray(Math.max(0, text.length - mark.length + 1));
    return parts;
  };
}

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
