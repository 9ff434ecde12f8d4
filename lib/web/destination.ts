const ELSEWHERE = new Set(['/login', '/register', '/join', '/logout']);
const HOME_OF_MEMBERS = '/market';
const ANY_ORIGIN = 'http://market.invalid';

/**
 * Where to send a member after the login, or back to after a trade: the path that a form asks for
 * when it is one of ours, else the market. Never another site, whatever the text; browsers read `\`
 * as `/` and drop tabs and line ends, so the text is judged as the URL standard reads it.
 */
export function safeDestination(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2_000) {
    return HOME_OF_MEMBERS;
  }
  const url = URL.canParse(wanted, ANY_ORIGIN) ? new URL(wanted, ANY_ORIGIN) : null;
  if (url?.origin !== ANY_ORIGIN || ELSEWHERE.has(url.pathname) || url.pathname.startsWith('//')) {
    return HOME_OF_MEMBERS;
  }
  return url.pathname + url.search;
}
