import { type NextRequest, NextResponse } from 'next/server';
import { UPLOAD_BYTE_LIMIT } from '@/lib/items/photos/limits';
import { type FailureName, failureAt } from '@/lib/web/failure';
import { FLASH_HEADER } from '@/lib/web/flash';
import { FLASH_COOKIE } from '@/lib/web/flash-message';
import { isUpload, takesPlainPosts } from '@/lib/web/forms/post-address';
import { isOwnForm } from '@/lib/web/http/client';
import { fetchOwnPage } from '@/lib/web/http/loopback';
import { pageHeaders } from '@/lib/web/http/security-headers';

const MAX_FORM_BYTES = 1_000_000;

const READING_METHODS = new Set(['GET', 'HEAD']);
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Runs before a page: sets headers, hands over the flash message, and refuses forms that come from
 * another site or are too large. Requests that need only headers skip it, because
 * `lib/web/server/before-next.ts` sets the headers. `next.config.mjs` sends plain forms to their
 * routes.
 *
 * This function never rewrites a URL. Here Next replaces 127.0.0.1 by localhost, but its router
 * does not, so Next would send a rewritten request to itself over the network.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const refusal = refusalOf(request);
  if (refusal) return refuse(refusal, request);

  const { policy, headers } = pageHeaders(request.headers.get('x-forwarded-proto') === 'https');
  const onward = new Headers(request.headers);
  onward.set('Content-Security-Policy', policy);
  onward.delete(FLASH_HEADER);

  const flash = request.method === 'GET' ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  if (flash) onward.set(FLASH_HEADER, encodeURIComponent(flash));

  const response = answer(request, onward);
  for (const [name, value] of headers) response.headers.set(name, value);
  // The page that answers a plain form has its own policy, with its own nonce.
  if (isPlainForm(request)) response.headers.delete('Content-Security-Policy');
  if (flash && !request.headers.has('next-action')) response.cookies.delete(FLASH_COOKIE);
  return response;
}

async function refuse(refusal: FailureName, request: NextRequest): Promise<Response> {
  const page = await fetchOwnPage(`/status/${refusal}`, request);
  if (refusal === 'wrong-method') {
    page.headers.set('Allow', isFile(request.nextUrl.pathname) ? 'GET, HEAD' : 'GET, HEAD, POST');
  }
  return page;
}

function answer(request: NextRequest, headers: Headers): NextResponse {
  const failure = failureAt(request.nextUrl.pathname);
  if (failure) {
    const page = NextResponse.next({ request: { headers }, status: failure.status });
    if (failure.retryAfter) page.headers.set('Retry-After', String(failure.retryAfter));
    return page;
  }
  return NextResponse.next({ request: { headers } });
}

/** Why a request must not reach a page, or null. Each reason has a page of its own. */
function refusalOf(request: NextRequest): FailureName | null {
  const { method, headers, nextUrl } = request;
  if (READING_METHODS.has(method)) return null;
  if (method !== 'POST' || isFile(nextUrl.pathname)) return 'wrong-method';
  if (!isOwnForm(headers)) return 'foreign-form';
  if (!mayBeForm(headers)) return 'unreadable';
  const limit = hasPhotos(request) ? UPLOAD_BYTE_LIMIT : MAX_FORM_BYTES;
  return Number(headers.get('content-length')) > limit ? 'too-large' : null;
}

function isFile(pathname: string): boolean {
  return /\.\w+$/.test(pathname);
}

// For a body that is not a form, Next would render the page as if the form had been accepted.
function mayBeForm(headers: Headers): boolean {
  const type = headers.get('content-type');
  if (type !== null) return headers.has('next-action') || FORM_TYPES.test(type);
  return !headers.has('transfer-encoding') && !Number(headers.get('content-length'));
}

function isPlainForm(request: NextRequest): boolean {
  const { method, headers, nextUrl } = request;
  const type = headers.get('content-type') ?? '';
  const isPlain =
    method === 'POST' &&
    takesPlainPosts(nextUrl.pathname) &&
    !headers.has('next-action') &&
    type.startsWith('application/x-www-form-urlencoded');
  return isPlain || hasPhotos(request);
}

function hasPhotos({ method, headers, nextUrl }: NextRequest): boolean {
  return isUpload(method, nextUrl.pathname, (name) => headers.get(name));
}

export const config = {
  matcher: [
    {
      source: '/((?!_next/static/|api/health$|api/jobs$|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-market-prepared' }],
    },
  ],
};
