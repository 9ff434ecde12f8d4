const LOGIN_PATHS = new Set(['/login', '/register', '/join', '/logout']);
const DEFAULT_PATH = '/market';
const PLACEHOLDER_ORIGIN = 'http://market.invalid';

/**
 * The path to go to after a login or a trade: `wanted` when it is a path of this site, otherwise
 * the market. It never leads to another site. Browsers read `\` as `/` and drop tabs and line ends,
 * so the text is parsed as the URL standard says.
 * @param wanted a value that anybody may have sent
 */
export function safeDestination(wanted: unknown): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 2_000) {
    return DEFAULT_PATH;
  }
  const url = URL.canParse(wanted, PLACEHOLDER_ORIGIN) ? new URL(wanted, PLACEHOLDER_ORIGIN) : null;
  if (url?.origin !== PLACEHOLDER_ORIGIN) return DEFAULT_PATH;
  if (LOGIN_PATHS.has(url.pathname) || url.pathname.startsWith('//')) return DEFAULT_PATH;
  return url.pathname + url.search;
}
