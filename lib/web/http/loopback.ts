import { env } from '../../env.ts';

// What a header says of the connection between us, or to whom it was not sent.
const OF_THE_WIRE = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'set-cookie',
  'transfer-encoding',
]);

/**
 * Answers a request with a page of ours. Routes and the proxy can't render one, so they ask for it,
 * as Next itself does after a server action.
 *
 * @param path the page, with its query
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
      // Who asks, and how, as it was judged when this request came in.
      'x-forwarded-proto': request.headers.get('x-forwarded-proto') ?? 'http',
      'x-forwarded-for': request.headers.get('x-forwarded-for') ?? '',
      ...more,
    },
  });
  const sent = [...page.headers].filter(([name]) => !OF_THE_WIRE.has(name));
  return new Response(page.body, { status: page.status, headers: sent });
}

// On this machine the address that the server listens on; on Vercel the one it was asked at, which
// is the one that lets this client in.
function ownOrigin(request: Request): string {
  const { HOST, PORT, VERCEL } = env();
  if (VERCEL) return new URL(request.url).origin;
  const host =
    HOST === undefined || HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '::1' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
