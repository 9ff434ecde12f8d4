import { Capacity } from '../../items/photos/capacity.ts';
import { UPLOAD_BYTE_LIMIT } from '../../items/photos/limits.ts';
import { failurePage } from '../failure.ts';
import { isOwnForm } from '../http/client.ts';
import { loginPath } from '../paths.ts';
import { getMember } from '../session/member.ts';
import type { Form, FormResult } from './define.ts';
import { answerWith } from './plain-post.ts';
import { type FormState, summaryOf } from './state.ts';

/**
 * How many bytes of such forms may be on their way, of all requests together; in memory it is up to
 * four times as much. The others wait so long, in milliseconds, and meanwhile are not read.
 */
const MOST_UPLOAD_BYTES = 48_000_000;
const UPLOAD_WAIT_MS = 25_000;
/** How long nothing of a form may arrive, in milliseconds: a lost connection keeps its place so long. */
const SILENCE_MS = 15_000;
/** How much of a form may be text, in UTF-16 units; without files it may have as many bytes. */
const MOST_TEXT = 100_000;
/** How many parts a form may have. */
const MOST_PARTS = 100;

/**
 * Answers a form that photos come with: a page's, with JavaScript or without, and a script's. It is
 * no server action, which would be in memory before anybody had asked whose it is.
 *
 * @param path the page that has the form
 */
export async function answerUpload(
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
  const most = isMultipart(type) ? UPLOAD_BYTE_LIMIT : MOST_TEXT;
  const bytes = announced === null ? most : Number(announced);
  if (bytes > most) return failure('too-large');
  if (!(await uploads.take(bytes, UPLOAD_WAIT_MS))) return failure('many-photos');
  try {
    const data = await readForm(request.body, type, most);
    if (!(data instanceof FormData)) return data;
    return textOf(data) > MOST_TEXT ? failure('too-large') : await work(data);
  } finally {
    uploads.giveBack(bytes);
  }
}

// One for the whole process, however many bundles hold this module.
const shared = globalThis as { marketUploads?: Capacity };
shared.marketUploads ??= new Capacity(MOST_UPLOAD_BYTES);
const uploads = shared.marketUploads;

// What turns out to be too much is read to its end all the same: a client that is still sending does
// not listen.
async function readForm(
  body: ReadableStream<Uint8Array> | null,
  type: string,
  most: number,
): Promise<FormData | Submitted> {
  const countParts = partsCounter(type);
  let bytes = 0;
  let tooLarge = false;
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(), SILENCE_MS);
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      timer.refresh();
      bytes += chunk.byteLength;
      tooLarge ||= bytes > most || countParts(chunk) > MOST_PARTS;
      if (!tooLarge) controller.enqueue(chunk);
    },
  });
  const headers = { 'content-type': type };
  const whole = body?.pipeThrough(counted, { signal: silent.signal }) ?? null;
  const data = await new Response(whole, { headers }).formData().catch(() => null);
  clearTimeout(timer);
  if (tooLarge) return failure('too-large');
  return data ?? failure('unreadable');
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
