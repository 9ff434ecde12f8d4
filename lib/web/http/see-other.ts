/** A redirect to a path, which no cache may store. */
export function seeOther(path: string, status: 302 | 303 = 302): Response {
  return new Response(null, { status, headers: { Location: path, 'Cache-Control': 'no-store' } });
}
