import { type NextRequest, NextResponse } from 'next/server';
import { FAILURES, type FailureName, failureAt } from '@/lib/failure';
import { FLASH_COOKIE, FLASH_HEADER } from '@/lib/flash';
import { pageHeaders } from '@/lib/page-headers';
import { isOwnForm } from '@/lib/request';

const MOST_BYTES = 1_000_000;

/**
 * What happens before a page: headers, the flash message handed over, forms turned away that are
 * not ours or too large. A server of our own has done it for requests that need no more than
 * headers (`lib/server-start.ts`); plain form posts go on to their route by `next.config.mjs`.
 *
 * It never rewrites: Next takes 127.0.0.1 for localhost here, and its router, which does not, would
 * send the request to itself over the network.
 */
export function proxy(request: NextRequest): NextResponse {
  const { policy, headers } = pageHeaders(request.headers.get('x-forwarded-proto') === 'https');
  const onward = new Headers(request.headers);
  onward.set('Content-Security-Policy', policy);
  onward.delete(FLASH_HEADER);

  const flash = request.method === 'GET' ? request.cookies.get(FLASH_COOKIE)?.value : undefined;
  if (flash) onward.set(FLASH_HEADER, encodeURIComponent(flash));

  const response = answer(request, onward);
  for (const [name, value] of headers) response.headers.set(name, value);
  // The page that answers a plain form was rendered with a policy of its own.
  if (response.ok && isPlainForm(request)) response.headers.delete('Content-Security-Policy');
  if (flash && !request.headers.has('next-action')) response.cookies.delete(FLASH_COOKIE);
  return response;
}

function answer(request: NextRequest, headers: Headers): NextResponse {
  const failure = failureAt(request.nextUrl.pathname);
  if (failure) {
    const page = NextResponse.next({ request: { headers }, status: failure.status });
    if (failure.retryAfter) page.headers.set('Retry-After', String(failure.retryAfter));
    return page;
  }
  if (request.method === 'POST') {
    if (!isOwnForm(request.headers)) return turnAway('foreign-form');
    const bytes = Number(request.headers.get('content-length'));
    if (bytes > MOST_BYTES) return turnAway('too-large');
  }
  return NextResponse.next({ request: { headers } });
}

// With the status of the failure for a script, and its page at once for a person.
function turnAway(name: FailureName): NextResponse {
  const page = `/status/${name}`;
  return new NextResponse(`<!doctype html><title>Market</title><a href="${page}">Go on</a>`, {
    status: FAILURES[name].status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', Refresh: `0; url=${page}` },
  });
}

function isPlainForm({ method, headers }: NextRequest): boolean {
  const type = headers.get('content-type') ?? '';
  return method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
}

export const config = {
  matcher: [
    {
      source: '/((?!_next/static/|api/health$|icon\\.svg$).*)',
      missing: [{ type: 'header', key: 'x-market-prepared' }],
    },
  ],
};
