import { env } from '../../env.ts';

// Headers that belong to the connection to ourselves, or that are not for this client.
const DROPPED_HEADERS = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
]);

/**
 * Answers a request with one of our own pages. Routes and the proxy can't render a page, so they
 * fetch the page from this server, as Next does after a server action.
 *
 * @param path the path of the page, with its query
 * @param more headers for the page, besides the client's cookies and language
 */
export async function fetchOwnPage(
  path: string,
  request: Request,
  more: Record<string, string> = {},
): Promise<Response> {
  const page = await fetch(new URL(path, ownOrigin(request)), {
    redirect: 'manual',
    headers: {
      cookie: request.headers.get('cookie') ?? '',
      'accept-language': request.headers.get('accept-language') ?? '',
      // The client's protocol and address, which `before-next.ts` has checked.
      'x-forwarded-proto': request.headers.get('x-forwarded-proto') ?? 'http',
      'x-forwarded-for': request.headers.get('x-forwarded-for') ?? '',
      ...more,
    },
  });
  const sent = [...page.headers].filter(([name]) => !DROPPED_HEADERS.has(name));
  return new Response(page.body, { status: page.status, headers: sent });
}

// The address that the server listens on. On Vercel it is the address of the request, because that
// address is open to this client.
function ownOrigin(request: Request): string {
  const { HOST, PORT, VERCEL } = env();
  if (VERCEL) return new URL(request.url).origin;
  const host =
    HOST === undefined || HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
