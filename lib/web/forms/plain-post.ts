import { headers } from 'next/headers';
import { failureAt } from '../failure.ts';
import { fetchOwnPage } from '../http/loopback.ts';
import { seeOther } from '../http/see-other.ts';
import type { Form, FormResult } from './define.ts';
import { seal, unseal } from './sealed.ts';
import { EMPTY_FORM, type FormState } from './state.ts';

/** The request header that gives a page the state of the form to show again. */
const FORM_STATE_HEADER = 'x-market-form-state';

/**
 * Answers a form post that is no server action, as scripts and old pages send it. The form and its
 * checks are the same. A redirect has status 302, and a refused form is its page with status 200.
 *
 * @param path the page that has the form
 * @param formOf chooses the form by the fields that were sent
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

/** Answers with the result of a form: a redirect, a failure page, or the form's page again. */
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

/** The state of the form that a plain post sent. Empty when the page answers no plain post. */
export async function postedFormState(): Promise<FormState> {
  const sealed = (await headers()).get(FORM_STATE_HEADER);
  const text = sealed && unseal(sealed);
  return text ? (JSON.parse(text) as FormState) : EMPTY_FORM;
}

/** Whether a page is rendered because its form was refused. False when somebody opened the page. */
export async function answersForm(): Promise<boolean> {
  const sent = await headers();
  if (sent.has(FORM_STATE_HEADER)) return true;
  // When an action of another page redirects here, Next renders this page with the headers of the
  // action, but without `next-action`.
  const isRedirectTarget =
    sent.get('accept')?.includes('text/x-component') && !sent.has('next-action');
  return sent.has('content-type') && !isRedirectTarget;
}

const FORM_BYTE_LIMIT = 100_000;

// Gives the fields, or null when the body has more bytes than the limit. A client can announce a
// wrong length, so the bytes are counted.
async function readForm(request: Request): Promise<FormData | null> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > FORM_BYTE_LIMIT) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  const data = new FormData();
  for (const [name, value] of new URLSearchParams(text + decoder.decode())) {
    data.append(name, value);
  }
  return data;
}

// Node accepts at most 16 KiB of headers. Text that a person types into these forms is shorter.
const SEALED_STATE_BYTE_LIMIT = 10_000;

function sealState(state: FormState): string {
  const whole = seal(JSON.stringify(state));
  if (whole.length <= SEALED_STATE_BYTE_LIMIT) return whole;
  return seal(JSON.stringify({ ...state, values: {} }));
}

function pathnameOf(location: string): string {
  return location.split('?', 1)[0] ?? location;
}
