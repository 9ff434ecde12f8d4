/** What a reader can choose: to follow the system, or one of the two themes for good. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'market-theme';

/** Whatever a form or a cookie says, as a theme. */
export function asTheme(text: unknown): Theme {
  return THEMES.find((theme) => theme === text) ?? 'system';
}

/** The ids of the places that have the choice: the end of every page, and the account. */
const THEME_PLACES = ['theme', 'your-theme'] as const;

export type ThemePlace = (typeof THEME_PLACES)[number];

/** Whatever a form says, as such a place. */
export function asThemePlace(text: unknown): ThemePlace {
  return THEME_PLACES.find((place) => place === text) ?? 'theme';
}

/**
 * The path of the page that a form was sent from, to go back to, or the home page when the browser
 * does not say or it was another site's.
 *
 * @param referer the header of that name
 * @param host the host that the request was sent to
 */
export function pathOfReferer(referer: string | null, host: string | null): string {
  const url = referer !== null && URL.canParse(referer) ? new URL(referer) : null;
  // A browser would read a path with two slashes as the name of another site.
  if (!url || url.host !== host || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search;
}
