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
 * How many bytes of forms the server reads at the same time, over all requests. The memory they need
 * may be four times as large. Other requests wait unread.
 */
const CONCURRENT_UPLOAD_BYTE_LIMIT = 48_000_000;
/** How long a request waits for its turn. */
const UPLOAD_WAIT_MS = 25_000;
/** How long a sender may be silent. Then a lost connection no longer uses up the limit. */
const SILENCE_MS = 15_000;
/** The limit on all text fields in UTF-16 units, and on a form without files in bytes. */
const TEXT_LIMIT = 100_000;
/** How many parts a multipart form may have. */
const PART_LIMIT = 100;

/**
 * Answers a form with photos, from a page or from a script. Such a form is not a server action: Next
 * would read all its bytes into memory before this code could check who sent it.
 *
 * @param path the path of the page with the form
 * @param formOf chooses the form by its fields
 */
export async function answerUpload(
  path: string,
  request: Request,
  formOf: (data: FormData) => Form,
): Promise<Response> {
  const result = await submitted(path, request, formOf);
  // The script of the page asks for JSON, so the page stays open and keeps the chosen files.
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

/** Reads a form within the limits, and passes its fields to `work`. */
async function withFields(
  request: Request,
  work: (data: FormData) => Promise<Submitted>,
): Promise<Submitted> {
  const type = request.headers.get('content-type') ?? '';
  const announced = request.headers.get('content-length');
  const byteLimit = isMultipart(type) ? UPLOAD_BYTE_LIMIT : TEXT_LIMIT;
  const bytes = announced === null ? byteLimit : Number(announced);
  if (bytes > byteLimit) return failure('too-large');
  if (!(await uploads.take(bytes, UPLOAD_WAIT_MS))) return failure('many-photos');
  try {
    const data = await readForm(request.body, type, byteLimit);
    if (!(data instanceof FormData)) return data;
    return textLengthOf(data) > TEXT_LIMIT ? failure('too-large') : await work(data);
  } finally {
    uploads.giveBack(bytes);
  }
}

// Several bundles hold this module, so `globalThis` keeps a single limit for the process.
const shared = globalThis as { marketUploads?: Capacity };
shared.marketUploads ??= new Capacity(CONCURRENT_UPLOAD_BYTE_LIMIT);
const uploads = shared.marketUploads;

// A form that is too large is still read to its end, because a client that is sending does not read the
// answer yet.
async function readForm(
  body: ReadableStream<Uint8Array> | null,
  type: string,
  byteLimit: number,
): Promise<FormData | Submitted> {
  const countParts = partsCounter(type);
  let bytes = 0;
  let tooLarge = false;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      timer.refresh();
      bytes += chunk.byteLength;
      tooLarge ||= bytes > byteLimit || countParts(chunk) > PART_LIMIT;
      if (!tooLarge) controller.enqueue(chunk);
    },
  });
  const headers = { 'content-type': type };
  const whole = body?.pipeThrough(counted, { signal: silence.signal }) ?? null;
  const data = await new Response(whole, { headers }).formData().catch(() => null);
  clearTimeout(timer);
  if (tooLarge) return failure('too-large');
  return data ?? failure('unreadable');
}

const failure = (name: 'too-large' | 'many-photos' | 'unreadable') => ({
  redirectTo: `/status/${name}`,
});

const isMultipart = (type: string) => /^multipart\/form-data\b/i.test(type);

function textLengthOf(data: FormData): number {
  let length = 0;
  for (const value of data.values()) if (typeof value === 'string') length += value.length;
  return length;
}

// Parsing a million empty parts would block the event loop for seconds.
function partsCounter(type: string): (chunk: Uint8Array) => number {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1];
  if (!isMultipart(type) || !boundary) return () => 0;
  const mark = Buffer.from(`--${boundary}`);
  let tail = Buffer.alloc(0);
  let parts = 0;
  return (chunk) => {
    const text = Buffer.concat([tail, chunk]);
    for (let at = text.indexOf(mark); at >= 0 && parts <= PART_LIMIT; ) {
      parts += 1;
      at = text.indexOf(mark, at + mark.length);
    }
    tail = text.subarray(Math.max(0, text.length - mark.length + 1));
    return parts;
  };
}

// The page shows all fields again, except files: browsers do not accept preset files.
function withoutFiles(result: FormResult): FormResult {
  if (!('state' in result) || result.state.fieldErrors.photos) return result;
  const fieldErrors: FormState['fieldErrors'] = {
    ...result.state.fieldErrors,
    photos: ['Choose the photos again: they don’t come back with the form.'],
  };
  const errorCount = Object.keys(fieldErrors).length;
  const message = errorCount > 1 ? summaryOf(errorCount) : result.state.message;
  return { state: { ...result.state, fieldErrors, message } };
}
