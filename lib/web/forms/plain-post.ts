import { headers } from 'next/headers';
import { failureAt } from '../failure.ts';
import { fetchOwnPage } from '../http/loopback.ts';
import { seeOther } from '../http/see-other.ts';
import type { Form, FormResult } from './define.ts';
import { seal, unseal } from './sealed.ts';
import { EMPTY_FORM, type FormState } from './state.ts';

/** The header in which a page is given the state of the form that it shows again. */
const FORM_STATE_HEADER = 'x-market-form-state';

/**
 * Answers a form post that is no server action: what scripts and old pages send. The same form
 * definitions, the same checks; a redirect is a 302, a failed form is its page with status 200.
 *
 * @param path the page that has the form
 * @param formOf the form that these fields are of
 */
export async function answerPlainPost(
  path: string,
  request: Request,
  formOf: (data: FormData) => Form,
): Promise<Response> {
  const data = await readForm(request);
  if (!data) return fetchOwnPage('/status/too-large', request);
  return answerWith(await formOf(data)(data), path, request);
}

/** Answers with what became of a form: another address, a page in its place, or its own page again. */
export async function answerWith(
  result: FormResult,
  path: string,
  request: Request,
): Promise<Response> {
  if ('state' in result) {
    return fetchOwnPage(path, request, { [FORM_STATE_HEADER]: sealState(result.state) });
  }
  if (failureAt(pathnameOf(result.redirectTo))) return fetchOwnPage(result.redirectTo, request);
  return seeOther(result.redirectTo);
}

/** The state that a plain post left for the page being rendered. */
export async function handedOverState(): Promise<FormState> {
  const sealed = (await headers()).get(FORM_STATE_HEADER);
  const text = sealed && unseal(sealed);
  return text ? (JSON.parse(text) as FormState) : EMPTY_FORM;
}

/** Whether a page is drawn because its form was refused, and not because somebody opened it. */
export async function answersForm(): Promise<boolean> {
  const sent = await headers();
  if (sent.has(FORM_STATE_HEADER)) return true;
  // An action of another page that leads here has this one drawn with its own headers, less one.
  const isLedHere = sent.get('accept')?.includes('text/x-component') && !sent.has('next-action');
  return sent.has('content-type') && !isLedHere;
}

const MOST_BYTES = 100_000;

// The fields, or null when there are more bytes than any of these forms can have. The length that a
// client announces is its own affair, so the bytes are counted.
async function readForm(request: Request): Promise<FormData | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  const data = new FormData();
  for (const [name, value] of new URLSearchParams(text + decoder.decode())) {
    data.append(name, value);
  }
  return data;
}

// Node takes 16 KiB of headers in all. What a person types into these forms fits.
const MOST_SEALED = 10_000;

function sealState(state: FormState): string {
  const whole = seal(JSON.stringify(state));
  return whole.length <= MOST_SEALED ? whole : seal(JSON.stringify({ ...state, values: {} }));
}

function pathnameOf(location: string): string {
  return location.split('?', 1)[0] ?? location;
}
