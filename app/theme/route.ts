import { cookies } from 'next/headers';
import { isHttps, isOwnForm } from '@/lib/web/http/client';
import { seeOther } from '@/lib/web/http/see-other';
import { asTheme, asThemePlace, pathOfReferer, THEME_COOKIE } from '@/lib/web/theme';

const YEAR_SECONDS = 60 * 60 * 24 * 365;

/** Answers the buttons “System”, “Light” and “Dark”. */
export async function POST(request: Request): Promise<Response> {
  const sent = request.headers;
  if (!isOwnForm(sent)) return seeOther('/status/foreign-form', 303);
  const fields = await request.formData().catch(() => null);
  const theme = asTheme(fields?.get('theme'));
  const jar = await cookies();
  if (theme === 'system') jar.delete(THEME_COOKIE);
  else {
    const secure = await isHttps();
    jar.set(THEME_COOKIE, theme, { httpOnly: true, sameSite: 'lax', secure, maxAge: YEAR_SECONDS });
  }
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  // The fragment scrolls the page back to the buttons that were pressed.
  const place = asThemePlace(fields?.get('at'));
  return seeOther(`${pathOfReferer(sent.get('referer'), host)}#${place}`, 303);
}
