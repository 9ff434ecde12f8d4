import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { readTheme } from '@/lib/web/chosen-theme';
import { isHttps } from '@/lib/web/http/client';
import { getMember } from '@/lib/web/session/member';

const NAME = 'Market';
const DESCRIPTION =
  'A market of your own: buy, sell back and trade in credits, with your class, club or office.';
// The colours of the header. The browser's own bars get the same colour.
const HEADER_COLOURS = { light: '#03412e', dark: '#063d2c' };

const PICTURE = {
  url: '/opengraph-image.png',
  width: 1200,
  height: 630,
  alt: 'A market stall under a striped awning, with pictures of six items on its shelves.',
};

/**
 * The metadata of every page. Only visitors get the data for link previews, as no preview logs in.
 */
export async function siteMetadata(): Promise<Metadata> {
  const common = {
    title: { template: `%s · ${NAME}`, default: NAME },
    description: DESCRIPTION,
    applicationName: NAME,
  };
  if (await getMember().catch(() => null)) return common;
  return {
    ...common,
    // The origin of the request, because no setting names the market's address.
    metadataBase: await requestOrigin(),
    openGraph: { siteName: NAME, type: 'website', images: [PICTURE] },
    twitter: { card: 'summary_large_image' },
  };
}

/** The colours of the browser's own bars and controls. */
export async function siteViewport(): Promise<Viewport> {
  const theme = await readTheme();
  if (theme !== 'system') return { colorScheme: theme, themeColor: HEADER_COLOURS[theme] };
  return {
    colorScheme: 'light dark',
    themeColor: [
      { media: '(prefers-color-scheme: light)', color: HEADER_COLOURS.light },
      { media: '(prefers-color-scheme: dark)', color: HEADER_COLOURS.dark },
    ],
  };
}

async function requestOrigin(): Promise<URL | null> {
  const sent = await headers();
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  const address = `${(await isHttps()) ? 'https' : 'http'}://${host}`;
  return URL.canParse(address) ? new URL(address) : null;
}
