import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { readTheme } from '@/lib/web/chosen-theme';
import { isHttps } from '@/lib/web/http/client';
import { getMember } from '@/lib/web/session/member';

const NAME = 'Market';
const DESCRIPTION =
  'A market of your own: buy, sell back and trade in credits, with your class, club or office.';
// The awning, so that a browser's own bars continue it.
const AWNING = { light: '#03412e', dark: '#063d2c' };

const PICTURE = {
  url: '/opengraph-image.png',
  width: 1200,
  height: 630,
  alt: 'A market stall under a striped awning, with pictures of six items on its shelves.',
};

/** What every page says of itself; and to those who only preview it, who are never members. */
export async function siteMetadata(): Promise<Metadata> {
  const spoken = {
    title: { template: `%s · ${NAME}`, default: NAME },
    description: DESCRIPTION,
    applicationName: NAME,
  };
  if (await getMember().catch(() => null)) return spoken;
  return {
    ...spoken,
    // The address that was asked for, since the market has no other name for itself.
    metadataBase: await addressAsked(),
    openGraph: { siteName: NAME, type: 'website', images: [PICTURE] },
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
