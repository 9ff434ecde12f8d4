import { cookies } from 'next/headers';
import { asTheme, THEME_COOKIE, type Theme } from './theme.ts';

/** The theme that the reader has chosen, or `system` when the reader has chosen none. */
export async function readTheme(): Promise<Theme> {
  return asTheme((await cookies()).get(THEME_COOKIE)?.value);
}
