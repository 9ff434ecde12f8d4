import { headers } from 'next/headers';
import { env } from './env.ts';
import { failureAt } from './failure.ts';
import type { Form } from './form.ts';
import { EMPTY_FORM, type FormState } from './form-state.ts';
import { seal, unseal } from './sealed.ts';

/** The header in which a page is given the state of the form that it shows again. */
export const FORM_STATE_HEADER = 'x-market-form-state';

/**
 * Answers a form post that is no server action: what scripts and old pages send. The same form
 * definitions, the same checks; a redirect is a 302, a failed form is its page with status 200.
 *
 * @param path the page that has the form
 * @param formOf the form that these fields are of
 */
export async function answerPlainForm(
  path: string,
  request: Request,
  formOf: (data: FormData) => Form,
): Promise<Response> {
  const data = await readForm(request);
  if (!data) return renderPage('/status/too-large', request);
  const result = await formOf(data)(data);
  if ('state' in result) return renderPage(path, request, result.state);
  if (failureAt(pathnameOf(result.redirectTo))) return renderPage(result.redirectTo, request);
  return new Response(null, { status: 302, headers: { Location: result.redirectTo } });
}

/** The state that a plain post left for the page being rendered. */
export async function handedOverState(): Promise<FormState> {
  const sealed = (await headers()).get(FORM_STATE_HEADER);
  const text = sealed && unseal(sealed);
  return text ? (JSON.parse(text) as FormState) : EMPTY_FORM;
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

// A route can't render a page, so it asks for it, as Next itself does after a server action.
async function renderPage(path: string, request: Request, state?: FormState): Promise<Response> {
  const page = await fetch(new URL(path, ownOrigin(request)), {
    redirect: 'manual',
    headers: {
      cookie: request.headers.get('cookie') ?? '',
      'accept-language': request.headers.get('accept-language') ?? '',
      ...(state && { [FORM_STATE_HEADER]: sealState(state) }),
    },
  });
  const kept = ['content-type', 'content-security-policy', 'retry-after', 'cache-control'];
  const sent = kept.flatMap((name) => {
    const value = page.headers.get(name);
    return value === null ? [] : [[name, value] as [string, string]];
  });
  return new Response(page.body, { status: page.status, headers: sent });
}

// On this machine the address that the server listens on; on Vercel the one it was asked at, which
// is the one that lets this client in.
function ownOrigin(request: Request): string {
  const { HOST, HOSTNAME = HOST, PORT, VERCEL } = env();
  if (VERCEL) return new URL(request.url).origin;
  const host = HOSTNAME === '0.0.0.0' || HOSTNAME === '::' ? 'localhost' : HOSTNAME;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}

function pathnameOf(location: string): string {
  return location.split('?', 1)[0] ?? location;
}
