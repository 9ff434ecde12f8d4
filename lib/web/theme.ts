/** The choices of a reader: the theme of the system, or always one of the two themes. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'market-theme';

/** The theme that a form or a cookie names. Any other value gives `system`. */
export function asTheme(text: unknown): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}

/** The element ids of the theme buttons: in the footer of every page, and on the account page. */
const THEME_PLACES = ['theme', 'your-theme'] as const;

export type ThemePlace = (typeof THEME_PLACES)[number];

/** The place of the theme buttons that a form names. Any other value gives the footer. */
export function asThemePlace(text: unknown): ThemePlace {
  return THEME_PLACES.find((place) => place === text) ?? 'theme';
}

/**
 * The path of the page that a form was sent from. It is the home page when the browser sends no
 * referer, or when the page is of another site.
 *
 * @param referer the value of the header `Referer`
 * @param host the host that the request was sent to
 */
export function pathOfReferer(referer: string | null, host: string | null): string {
  const url = referer !== null && URL.canParse(referer) ? new URL(referer) : null;
  // A browser would read a path with two slashes as the name of another site.
  if (!url || url.host !== host || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}
