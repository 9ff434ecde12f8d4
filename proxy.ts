import { type NextRequest, NextResponse } from 'next/server';
import { failureAt } from '@/lib/failure';
import { FLASH_COOKIE, FLASH_HEADER } from '@/lib/flash';
import { isOwnForm } from '@/lib/request';
import { contentSecurityPolicy, HEADERS_OF_EVERY_PAGE } from '@/lib/security-headers';

/** Pages whose form may also be posted as plain `application/x-www-form-urlencoded`. */
const PLAIN_FORMS = new Set(['/register', '/login', '/market']);
const MOST_BYTES = 1_000_000;

/** What happens before a page: headers, the flash message handed over, plain form posts passed on. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, isSecure(request));
  const onward = new Headers(request.headers);
  onward.set('Content-Security-Policy', policy);
  onward.delete(FLASH_HEADER);

  const flash = request.method === 'GET' ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  if (flash) onward.set(FLASH_HEADER, encodeURIComponent(flash));

  const response = answer(request, pathname, onward);
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of HEADERS_OF_EVERY_PAGE) response.headers.set(name, value);
  if (isSecure(request)) response.headers.set('Strict-Transport-Security', 'max-age=31536000');
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
    if (PLAIN_FORMS.has(pathname) && isPlainForm(request)) return rewrite(`/api/forms${pathname}`);
  }
  return NextResponse.next({ request: { headers: onward } });
}

function isPlainForm(request: NextRequest): boolean {
  const type = request.headers.get('content-type') ?? '';
  return (
    type.startsWith('application/x-www-form-urlencoded') && !request.headers.has('next-action')
  );
}

function isSecure(request: NextRequest): boolean {
  return request.headers.get('x-forwarded-proto') === 'https';
}

export const config = {
  matcher: ['/((?!_next/static/|api/health$|icon\\.svg$).*)'],
};
