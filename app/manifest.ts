import type { MetadataRoute } from 'next';

/** The web app manifest, for people who install the market as an app. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Market',
    short_name: 'Market',
    description: 'Buy, sell back and trade in credits of your own.',
    lang: 'en',
    start_url: '/market',
    scope: '/',
    // This mode keeps the browser's button “Back”. The pages have no such button.
    display: 'minimal-ui',
    background_color: '#f7f2e6',
    theme_color: '#03412e',
    categories: ['shopping', 'education'],
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
