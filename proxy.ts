import { type NextRequest, NextResponse } from 'next/server';
import { failureAt } from '@/lib/failure';
import { FLASH_COOKIE, FLASH_HEADER } from '@/lib/flash';
import { pageHeaders } from '@/lib/page-headers';
import { isOwnForm } from '@/lib/request';

/** Pages whose form may also be posted as plain `application/x-www-form-urlencoded`. */
const PLAIN_FORMS = new Set(['/register', '/login', '/market']);
const MOST_BYTES = 1_000_000;

/**
 * What happens before a page: headers, the flash message handed over, plain form posts passed on.
 * A server of our own has done it for requests that need no more than headers (`server-start.ts`).
 */
export function proxy(request: NextRequest): NextResponse {
  const { policy, headers } = pageHeaders(request.headers.get('x-forwarded-proto') === 'https');
  const onward = new Headers(request.headers);
  onward.set('Content-Security-Policy', policy);
  onward.delete(FLASH_HEADER);

  const flash = request.method === 'GET' ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  if (flash) onward.set(FLASH_HEADER, encodeURIComponent(flash));

  const response = answer(request, request.nextUrl.pathname, onward);
  for (const [name, value] of headers) response.headers.set(name, value);
  // The page that answers a plain form was rendered with a policy of its own.
  if (isPlainForm(request)) response.headers.delete('Content-Security-Policy');
  if (flash && !request.headers.has('next-action')) response.cookies.delete(FLASH_COOKIE);
  return response;
}

function answer(request: NextRequest, pathname: string, onward: Headers): NextResponse {
  const rewrite = (path: string, init: { status?: number } = {}) =>
    NextResponse.rewrite(new URL(path, request.url), { request: { headers: onward }, ...init });

  const failure = failureAt(pathname);
  if (failure) {
    const page = rewrite(pathname + request.nextUrl.search, { status: failure.status });
    if (failure.retryAfter) page.headers.set('Retry-After', String(failure.retryAfter));
    return page;
  }
  if (request.method === 'POST') {
    if (!isOwnForm(request.headers)) return rewrite('/status/foreign-form', { status: 403 });
    if (Number(request.headers.get('content-length')) > MOST_BYTES) {
      return rewrite('/status/too-large', { status: 413 });
    }
    if (isPlainForm(request)) return rewrite(`/api/forms${pathname}`);
  }
  return NextResponse.next({ request: { headers: onward } });
}

function isPlainForm(request: NextRequest): boolean {
  const { method, headers, nextUrl } = request;
  return (
    method === 'POST' &&
    PLAIN_FORMS.has(nextUrl.pathname) &&
    !headers.has('next-action') &&
    (headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
  );
}

export const config = {
  matcher: [
    {
      source: '/((?!_next/static/|api/health$|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-market-prepared' }],
    },
  ],
};
