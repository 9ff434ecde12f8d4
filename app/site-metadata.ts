import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { readTheme } from '@/lib/chosen-theme';
import { isHttps } from '@/lib/request';

const NAME = 'Market';
const DESCRIPTION =
  'A market of your own: buy, sell back and trade in credits, with your class, club or office.';
// The awning, so that a browser's own bars continue it.
const AWNING = { light: '#03412e', dark: '#063d2c' };

/** What every page says of itself to those who only preview it. */
export async function siteMetadata(): Promise<Metadata> {
  return {
    // The address that was asked for, since the market has no other name for itself.
    metadataBase: await addressAsked(),
    title: { template: `%s · ${NAME}`, default: NAME },
    description: DESCRIPTION,
    applicationName: NAME,
    openGraph: { siteName: NAME, type: 'website' },
    twitter: { card: 'summary_large_image' },
  };
}

/** The colours that the browser puts around the page. */
export async function siteViewport(): Promise<Viewport> {
  const theme = await readTheme();
  if (theme !== 'system') return { colorScheme: theme, themeColor: AWNING[theme] };
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: AWNING.light },
      { media: '(prefers-color-scheme: dark)', color: AWNING.dark },
    ],
  };
}

async function addressAsked(): Promise<URL | null> {
  const sent = await headers();
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  const address = `${(await isHttps()) ? 'https' : 'http'}://${host}`;
  return URL.canParse(address) ? new URL(address) : null;
}
