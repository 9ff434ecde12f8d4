import { MOST_FORM_BYTES } from '../../items/photos/limits.ts';
import { UploadParser } from './upload-parser.ts';

/** How long nothing of a form may arrive, in milliseconds: a lost connection keeps its place so long. */
const SILENCE_MS = 15_000;
/** How many bytes a form without files may have. */
const MOST_PLAIN_BYTES = 100_000;

/** How many bytes a form of this content type may have. */
export function mostBytesOf(type: string): number {
  return /^multipart\/form-data\b/i.test(type) ? MOST_FORM_BYTES : MOST_PLAIN_BYTES;
}

/**
 * Reads the fields and files of a form. What turns out to be too much is read to its end all the
 * same: a client that is still sending does not listen.
 * @param type the form's content type
 */
export async function readUpload(
  body: Request['body'],
  type: string,
): Promise<FormData | 'too-large' | 'unreadable'> {
  const parser = new UploadParser(type);
  let bytes = 0;
  const isTooLarge = () => bytes > mostBytesOf(type) || parser.isTooLarge;
  try {
    for await (const chunk of untilSilence(body)) {
      bytes += chunk.byteLength;
      if (!isTooLarge()) parser.write(chunk);
    }
  } catch {
    return isTooLarge() ? 'too-large' : 'unreadable';
  }
  const data = await parser.end();
  return isTooLarge() ? 'too-large' : (data ?? 'unreadable');
}

/** The bytes of a body. Throws when the client is gone, or has sent nothing for too long. */
async function* untilSilence(body: Request['body']): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    // The end of the body itself would be waited for.
    for await (const chunk of body.pipeThrough(new TransformStream(), { signal: silence.signal })) {
      timer.refresh();
      yield chunk;
    }
  } finally {
    clearTimeout(timer);
  }
}
