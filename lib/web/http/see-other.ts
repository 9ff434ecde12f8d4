/** A redirect that a route answers with, for this client and this once. */
export function seeOther(path: string, status: 302 | 303 = 302): Response {
  return new Response(null, { status, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
